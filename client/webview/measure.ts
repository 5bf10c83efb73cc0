import { textSizes, type Measure, type TextStyle } from '../../server/src/drawing/graph.ts';

/** Measures texts in the fonts that VS Code has set for the page. */
export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const styles = getComputedStyle(document.documentElement);
  const sans = styles.getPropertyValue('--vscode-font-family') || 'sans-serif';
  const mono = styles.getPropertyValue('--vscode-editor-font-family') || 'monospace';
  const fonts = Object.fromEntries(
    Object.entries(textSizes).map(([style, size]) => {
      const weight = style === 'label' ? '600 ' : '';
      return [style, `${weight}${size}px ${style === 'name' ? mono : sans}`];
    }),
  ) as Record<TextStyle, string>;
  const known = new Map<string, number>();
  return (text, style) => {
    const key = `${style} ${text}`;
    const width = known.get(key) ?? measured(context, fonts[style], text);
    known.set(key, width);
    return width;
  };
}

function measured(context: CanvasRenderingContext2D | null, font: string, text: string): number {
  if (context === null) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}
