// The Problems panel, read as a person reads it: by scrolling, as it holds only the rows that fit.
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { readPanelRows, readPanelTop, type PanelRow, type ShownProblem } from './screen.ts';
import { until, untilThere } from './until.ts';

export interface ProblemsPanel {
  /** The rows of the Problems panel, which it opens. */
  problems(): Promise<readonly ShownProblem[]>;
  /** Waits until the Problems panel shows what the check accepts, and gives that. */
  problemsUntil(accept: (problems: readonly ShownProblem[]) => boolean): Promise<readonly ShownProblem[]>;
  /** Scrolls the Problems panel to the first row that holds the text, for instance a code, and gives it. */
  problemRow(text: string): Promise<Locator>;
}

/** The rows that can be seen, and how far the panel is scrolled. */
interface Shown {
  readonly rows: readonly PanelRow[];
  readonly top: number | undefined;
}

/** @param workspace the folder that is open, absolute */
export function createProblemsPanel(page: Page, workspace: string): ProblemsPanel {
  const panel = page.locator('.markers-panel');

  async function problems(): Promise<readonly ShownProblem[]> {
    const open = async () => {
      if (!(await panel.isVisible())) await page.keyboard.press('ControlOrMeta+Shift+m');
    };
    await untilThere(open, panel, 'The Problems panel does not open');
    return until(async () => {
      const rows = new Map<number, PanelRow>();
      await scroll((shown) => {
        for (const row of shown) rows.set(row.index, row);
        return false;
      });
      const sorted = [...rows.values()].sort((one, other) => one.index - other.index);
      // While problems come and go, or a turn of the wheel goes too far, rows are missed: then once more.
      const complete = sorted.every((row, index) => row.index === index && row.last === (index === sorted.length - 1));
      return complete ? problemsOf(sorted) : undefined;
    }, 'The Problems panel does not come to rest');
  }

  /** Turns the wheel over the panel from its top on, until the check accepts what it shows or its end is reached. */
  async function scroll(accept: (rows: readonly PanelRow[]) => boolean): Promise<boolean> {
    const box = await panel.boundingBox();
    if (box === null) return false;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    // VS Code takes any turn of this wheel for one notch, however far it goes.
    const turn = async (distance: number, before: Shown): Promise<Shown> => {
      await page.mouse.wheel(0, distance);
      return otherThan(before);
    };
    try {
      let shown = await read();
      while (shown.rows.length > 0 && shown.rows.every(({ index }) => index > 0)) {
        const next = await turn(-1, shown);
        if (isSame(next, shown)) return false;
        shown = next;
      }
      for (;;) {
        if (accept(shown.rows)) return true;
        if (shown.rows.length === 0 || shown.rows.some(({ last }) => last)) return false;
        const next = await turn(1, shown);
        if (isSame(next, shown)) return false;
        shown = next;
      }
    } finally {
      await page.mouse.move(1, 1);
    }
  }

  async function read(): Promise<Shown> {
    return { rows: await page.evaluate(readPanelRows), top: await page.evaluate(readPanelTop) };
  }

  /** What the panel shows once it has turned, for which a busy machine needs long; the same where it does not. */
  async function otherThan(before: Shown): Promise<Shown> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const shown = await read();
      if (!isSame(shown, before)) return shown;
      await page.waitForTimeout(20);
    }
    return before;
  }

  async function problemRow(text: string): Promise<Locator> {
    await problems();
    const row = panel.locator('.monaco-list-row').filter({ hasText: text }).first();
    await until(
      async () => {
        await scroll((rows) => rows.some((one) => one.text.includes(text)));
        return (await row.isVisible()) ? true : undefined;
      },
      `The Problems panel does not show ${JSON.stringify(text)}`,
    );
    return row;
  }

  function problemsOf(rows: readonly PanelRow[]): readonly ShownProblem[] {
    let file = '';
    return rows.flatMap((row) => {
      if (row.file !== undefined) file = path.relative(workspace, row.file).split(path.sep).join('/');
      return row.problem === undefined ? [] : [{ file, ...row.problem }];
    });
  }

  function problemsUntil(accept: (problems: readonly ShownProblem[]) => boolean): Promise<readonly ShownProblem[]> {
    return until(
      async () => {
        const shown = await problems();
        return accept(shown) ? shown : undefined;
      },
      'The Problems panel does not show what is expected',
      async () => JSON.stringify(await problems(), undefined, 2),
    );
  }

  return { problems, problemsUntil, problemRow };
}

function isSame(one: Shown, other: Shown): boolean {
  return one.top === other.top && JSON.stringify(one.rows) === JSON.stringify(other.rows);
}
