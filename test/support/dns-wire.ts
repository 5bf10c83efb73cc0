import { connect } from 'node:net';
import { parseIp } from '../../server/src/core/names/ip-address.ts';
import type { RecordType } from '../../server/src/core/dns/record.ts';

/** What a name server answered to one question. */
export interface WireAnswer {
  /** `NOERROR`, `NXDOMAIN`, or the number of another response code. */
  readonly rcode: string;
  /** `NAME TYPE RDATA` in zone form, sorted; other types than Headlight's are left out. */
  readonly answers: readonly string[];
  /** The times to live of these answers, each once. */
  readonly timesToLive: readonly number[];
}

export interface WireQuestion {
  /** With or without its final dot. */
  readonly name: string;
  readonly type: RecordType;
}

/** Asks a server on the loopback address by TCP, all questions at once (RFC 1035 4, RFC 7766 6.2.1.1). Answers in order. */
export async function ask(port: number, questions: readonly WireQuestion[]): Promise<readonly WireAnswer[]> {
  const answers: WireAnswer[] = [];
  for (let start = 0; start < questions.length; start += mostAtOnce)
    answers.push(...(await askSome(port, questions.slice(start, start + mostAtOnce))));
  return answers;
}

/** Fewer than there are numbers for messages, and than fill the buffers of a connection that nobody reads yet. */
const mostAtOnce = 200;

function askSome(port: number, questions: readonly WireQuestion[]): Promise<readonly WireAnswer[]> {
  return new Promise((resolve, reject) => {
    const answers: WireAnswer[] = [];
    let received = Buffer.alloc(0);
    let count = 0;
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat(questions.map(encode))));
    socket.setTimeout(5000, () =>
      socket.destroy(new Error(`${count} of ${questions.length} questions were answered.`)),
    );
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${count} of ${questions.length} questions were answered.`)));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const message = received.subarray(2, end);
        received = received.subarray(end);
        answers[message.readUInt16BE(0)] = decode(message);
        count++;
      }
      if (count < questions.length) return;
      resolve(answers);
      socket.destroy();
    });
  });
}

const typeNumbers: Readonly<Record<RecordType, number>> = { A: 1, CNAME: 5, PTR: 12, TXT: 16, AAAA: 28, SRV: 33 };

function encode({ name, type }: WireQuestion, id: number): Buffer {
  const labels = name.replace(/\.$/, '').split('.');
  const encoded = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')]);
  const body = Buffer.concat([
    Buffer.from([id >> 8, id & 255, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...encoded,
    Buffer.from([0, 0, typeNumbers[type], 0, 1]),
  ]);
  return Buffer.concat([Buffer.from([body.length >> 8, body.length & 255]), body]);
}

function decode(message: Buffer): WireAnswer {
  const code = message.readUInt8(3) & 15;
  const rcode = code === 0 ? 'NOERROR' : code === 3 ? 'NXDOMAIN' : String(code);
  let place = 12;
  for (let left = message.readUInt16BE(4); left > 0; left--) place = readName(message, place).end + 4;
  const answers: string[] = [];
  const timesToLive = new Set<number>();
  for (let left = message.readUInt16BE(6); left > 0; left--) {
    const owner = readName(message, place);
    const number = message.readUInt16BE(owner.end);
    const length = message.readUInt16BE(owner.end + 8);
    const data = owner.end + 10;
    const found = Object.entries(typeNumbers).find(([, candidate]) => candidate === number);
    if (found !== undefined) {
      timesToLive.add(message.readUInt32BE(owner.end + 4));
      answers.push(`${owner.name} ${found[0]} ${readData(message, found[0] as RecordType, data, length)}`);
    }
    place = data + length;
  }
  return { rcode, answers: answers.sort(), timesToLive: [...timesToLive] };
}

function readData(message: Buffer, type: RecordType, start: number, length: number): string {
  const data = message.subarray(start, start + length);
  switch (type) {
    case 'A':
      return [...data].join('.');
    case 'AAAA':
      return parseIp((data.toString('hex').match(/.{4}/g) ?? []).join(':'))?.canonical ?? '';
    case 'CNAME':
    case 'PTR':
      return readName(message, start).name;
    case 'SRV': {
      const [priority, weight, port] = [0, 2, 4].map((at) => data.readUInt16BE(at));
      return `${priority} ${weight} ${port} ${readName(message, start + 6).name}`;
    }
    case 'TXT':
      return `"${data.subarray(1).toString('latin1')}"`;
  }
}

/** A name that may end in a pointer to another one, and where what is behind it begins. */
function readName(message: Buffer, start: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let place = start;
  let end: number | undefined;
  for (let length = message.readUInt8(place); length !== 0; length = message.readUInt8(place)) {
    if (length >= 192) {
      end ??= place + 2;
      place = message.readUInt16BE(place) & 0x3fff;
    } else {
      labels.push(message.subarray(place + 1, place + 1 + length).toString('latin1'));
      place += 1 + length;
    }
  }
  return { name: `${labels.join('.')}.`, end: end ?? place + 1 };
}
