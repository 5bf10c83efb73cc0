/**
 * Whether a label is a top-level domain of the Internet, or one set aside for examples and private networks, so that a name
 * of two labels such as `grafana.com` is rather a site than a Service in a namespace. Those of two letters belong to countries.
 * Of the others the ones that sites of some renown are in. Source: IANA Root Zone Database; RFC 2606, 6762, 8375.
 */
export function isPublicDomain(label: string): boolean {
  return /^[a-z]{2}$/i.test(label) || domains.has(label.toLowerCase());
}

const domains: ReadonlySet<string> = new Set(
  [
    'com net org edu gov mil int arpa info biz name pro aero asia cat coop jobs mobi museum post tel travel xxx',
    'academy agency app art audio auto band bank bar beer best bet bid bike black blog blue boutique build builders business buzz',
    'cab cafe cam camera camp capital care careers cash casino center chat church city clinic cloud club codes coffee community',
    'company computer consulting contact cool credit dance date deals degree delivery dental design dev diet digital direct',
    'directory doctor dog domains download earth eco education email energy engineer engineering enterprises estate eus events',
    'exchange expert express fail family fans farm fashion finance financial fish fit fitness flights fm foo football forum',
    'foundation fun fund fyi gallery game games garden gay gift gives global gmbh gold golf goog google graphics green group guide',
    'guru health help here homes horse host hosting house how icu immo inc industries ink institute insurance international',
    'investments kim kitchen land lat law legal life lighting limited link live llc loan lol love ltd management market marketing',
    'markets mba media moe mom money mortgage mov movie network new news ngo ninja observer one ong onl online ooo page partners',
    'parts party pet phd photo photography photos pics pictures pink pizza place plus poker press productions properties property',
    'pub quest radio realty recipes red rehab rent rentals repair report rest restaurant review reviews rip rocks run sale',
    'school science security services sex shop shopping show site singles ski soccer social software solar solutions space store',
    'stream studio study style supplies supply support surf surgery swiss systems tax taxi team tech technology tennis theater',
    'tips tires today tokyo tools top tours town toys trade trading training tube tv university uno vacations ventures vet video',
    'villas vin vip vision vote voyage watch webcam website wedding wiki win wine work works world wtf xyz yoga zip zone',
    'berlin hamburg koeln wien paris london amsterdam bzh scot wales nyc vegas quebec barcelona madrid sydney melbourne',
    'test example invalid localhost local localdomain internal intranet private corp home lan onion consul',
  ].flatMap((line) => line.split(' ')),
);
