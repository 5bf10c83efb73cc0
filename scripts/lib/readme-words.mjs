/**
 * @typedef {object} ReadmeWords
 * @property {string} file  the README in this language
 * @property {string} strings  the texts of package.json in this language
 * @property {readonly [string, string]} commandColumns
 * @property {readonly [string, string]} settingColumns
 * @property {(value: string) => string} byDefault
 * @property {Readonly<Record<string, string>>} commands  what a command does, by its id without `headlight.`; VS Code has a place for titles only
 * @property {Readonly<Record<string, string>>} places  where a command is offered beside the Command Palette, by VS Code's name of the menu
 * @property {(places: readonly string[]) => string} also  a sentence with these places
 */

/**
 * What is generated into the README, by language.
 * @type {Readonly<Record<string, ReadmeWords>>}
 */
export const readmeWords = {
  en: {
    file: 'README.md',
    strings: 'package.nls.json',
    commandColumns: ['Command', 'What it does'],
    settingColumns: ['Setting', 'What it does'],
    byDefault: (value) => `Default: ${value}.`,
    commands: {
      showRecords: 'Shows every DNS record of a Service, a file or the workspace.',
      showAsZone: 'Shows the open records in zone form, as name servers read them.',
      showAsTable: 'Shows the open records as a table again.',
      resolveName: 'Shows what a name answers to a Pod, or to any Pod of a namespace.',
      showPicture:
        'Draws the Service at the cursor with its clients, what is behind it and its names; or a namespace, or how a name resolves.',
      exportPicture: 'Saves the open picture as SVG, PNG, Mermaid or DOT.',
      copyName: 'Copies the full name of the Service or Pod at the cursor.',
      convertToHeadless: 'Makes the Service at the cursor headless.',
      check:
        'Lists the problems of a file, or of all manifests in a folder, even if only those of open files are shown otherwise.',
      indexAgain: 'Reads the settings and all manifests again.',
      openWalkthrough: 'Shows the first steps, on an example if no manifests are open.',
      showInTree: 'Opens the view *DNS Names* at the Service at the cursor.',
      'tree.filter': 'Shows only the Services that have a name with a certain text.',
      'tree.clearFilter': 'Shows all Services again.',
      'tree.follow': 'Selects the Service at the cursor in the view as the cursor moves.',
      'tree.stopFollowing': 'Leaves the selection in the view alone.',
      openExample: 'Opens a file with two mistakes to try Headlight on.',
      reportProblem: 'Writes a report with versions, settings and output for you to review. Nothing is sent.',
      restartServer: 'Restarts the language server, which then reads everything again.',
      showOutput: 'Shows what was read, which settings apply, and what was left out and why.',
    },
    places: {
      'editor/context': 'the menu of the editor',
      'editor/title': 'the title bar of the editor',
      'explorer/context': 'the menu of the Explorer',
      'view/title': 'the title bar of *DNS Names*',
      'view/item/context': 'the menus of *DNS Names*',
    },
    also(places) {
      const last = places.at(-1) ?? '';
      return `Also in ${places.length === 1 ? last : `${places.slice(0, -1).join(', ')} and ${last}`}.`;
    },
  },
  ko: {
    file: 'README.ko.md',
    strings: 'package.nls.ko.json',
    commandColumns: ['명령', '하는 일'],
    settingColumns: ['설정', '하는 일'],
    byDefault: (value) => `기본값: ${value}.`,
    commands: {
      showRecords: '서비스, 파일 또는 워크스페이스의 모든 DNS 레코드를 표시합니다.',
      showAsZone: '열려 있는 레코드를 네임서버가 읽는 영역 형식으로 표시합니다.',
      showAsTable: '열려 있는 레코드를 다시 표로 표시합니다.',
      resolveName: '이름이 특정 파드나 네임스페이스의 임의의 파드에 어떻게 응답하는지 표시합니다.',
      showPicture:
        '커서 위치의 서비스를 그 클라이언트, 뒤에 있는 것, 이름과 함께 그립니다. 네임스페이스나 이름이 조회되는 과정도 그립니다.',
      exportPicture: '열려 있는 그림을 SVG, PNG, Mermaid 또는 DOT로 저장합니다.',
      copyName: '커서 위치의 서비스나 파드의 전체 이름을 복사합니다.',
      convertToHeadless: '커서 위치의 서비스를 헤드리스로 만듭니다.',
      check:
        '파일이나 폴더에 있는 모든 매니페스트의 문제를 나열합니다. 열린 파일의 문제만 표시하도록 설정했을 때도 모두 나열합니다.',
      indexAgain: '설정과 모든 매니페스트를 다시 읽습니다.',
      openWalkthrough: '첫 단계를 안내합니다. 열린 매니페스트가 없으면 예시를 사용합니다.',
      showInTree: '*DNS 이름* 뷰를 열어 커서 위치의 서비스를 보여 줍니다.',
      'tree.filter': '특정 텍스트가 이름에 들어 있는 서비스만 표시합니다.',
      'tree.clearFilter': '모든 서비스를 다시 표시합니다.',
      'tree.follow': '커서가 움직이면 뷰에서 커서 위치의 서비스를 선택합니다.',
      'tree.stopFollowing': '뷰의 선택을 그대로 둡니다.',
      openExample: 'Headlight를 시험해 볼 수 있도록 잘못된 곳이 두 군데 있는 파일을 엽니다.',
      reportProblem: '버전, 설정, 출력을 담은 보고서를 작성합니다. 직접 살펴볼 수 있으며 아무것도 전송하지 않습니다.',
      restartServer: '언어 서버를 다시 시작하고 모두 다시 읽습니다.',
      showOutput: '무엇을 읽었는지, 어떤 설정이 적용되는지, 무엇을 왜 제외했는지 표시합니다.',
    },
    places: {
      'editor/context': '편집기 메뉴',
      'editor/title': '편집기 제목 표시줄',
      'explorer/context': '탐색기 메뉴',
      'view/title': '*DNS 이름* 뷰의 제목 표시줄',
      'view/item/context': '*DNS 이름* 뷰의 메뉴',
    },
    also: (places) => `${places.join(', ')}에도 있습니다.`,
  },
};
