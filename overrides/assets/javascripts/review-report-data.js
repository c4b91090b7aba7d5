/*
 * The data of the report: the summary, from which every combination of facets
 * is counted, and the shards with the texts, fetched when they are needed.
 * scripts/tweeluik/review/report_data.py tells what is in them.
 */
const ORIGINS = ["machine", "human", "unknown"];
export const SEVERITIES = ["error", "warning", "suggestion", "info"];
const AT_ONCE = 6;

/* What a finding can fail at. One that fails at nothing but a facet is counted for that facet's choices. */
const SEVERITY = 1;
const CHECK = 2;
const ORIGIN = 4;
const FOLDER = 8;
const TEXT = 16;
const ARTICLE = 32;
const FOLDED = 64;

/** Lets the browser paint and take a key in between. */
export const breathe = () =>
  globalThis.scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done));

export async function openReport(folder) {
  const answer = await fetch(`${folder}summary.json`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new Report(await answer.json(), folder);
}

export class Report {
  #shards = new Map();
  #records = new Map();

  constructor(summary, folder) {
    this.folder = folder;
    this.folders = summary.folders;
    this.articles = summary.articles;
    this.files = summary.files.map(([inFolder, name, origin, segments, open, page]) => {
      const path = this.folders[inFolder] ? `${this.folders[inFolder]}/${name}` : name;
      const address = page === 1 ? `${path.replace(/\.md$/, "")}/` : page || "";
      return { path, folder: inFolder, origin: ORIGINS[origin], originNumber: origin, segments, open, address };
    });
    const count = (kind) => kind.sizes.reduce((sum, [size, times]) => sum + size * times, 0);
    this.total = summary.kinds.reduce((sum, kind) => sum + count(kind), 0);
    const groups = summary.kinds.reduce((sum, kind) => sum + kind.sizes.reduce((all, [, times]) => all + times, 0), 0);
    this.fileOf = new Int32Array(this.total);
    this.kindOf = new Int32Array(this.total);
    this.groupOf = new Int32Array(this.total);
    this.groupStart = new Int32Array(groups + 1);
    this.groupKind = new Int32Array(groups);
    let group = 0;
    let finding = 0;
    this.kinds = summary.kinds.map(({ code, severity, cosmetic, shards, sizes, places, pages }, number) => {
      const kind = { number, code, severity, cosmetic, shards, pages, first: group };
      let file = 0;
      let at = 0;
      for (const [size, times] of sizes) {
        for (let time = 0; time < times; time += 1) {
          this.groupStart[group] = finding;
          this.groupKind[group] = number;
          for (let place = 0; place < size; place += 1) {
            file += places[at++];
            this.fileOf[finding] = file;
            this.kindOf[finding] = number;
            this.groupOf[finding++] = group;
          }
          group += 1;
        }
      }
      kind.end = group;
      return kind;
    });
    this.groupStart[group] = finding;
  }

  /** Whether the findings of a kind are hidden because nobody asked for them. */
  static isFolded(kind, filter) {
    return kind.cosmetic && !filter.cosmetic && !filter.check.size;
  }

  /**
   * Counts what a filter leaves, and for each facet what its other choices would.
   * `hits` tells which findings hold the text that is searched for.
   */
  count(filter, hits = null) {
    const inFolder = this.folders.map((name) => !filter.folder || `${name}/`.startsWith(`${filter.folder}/`));
    const ofFile = this.files.map(
      (file) =>
        (filter.origin.size && !filter.origin.has(file.origin) ? ORIGIN : 0) |
        (inFolder[file.folder] ? 0 : FOLDER) |
        (filter.article && filter.article !== file.path ? ARTICLE : 0),
    );
    const ofKind = this.kinds.map(
      (kind) =>
        (filter.severity.size && !filter.severity.has(kind.severity) ? SEVERITY : 0) |
        (filter.check.size && !filter.check.has(kind.code) ? CHECK : 0) |
        (Report.isFolded(kind, filter) ? FOLDED : 0),
    );
    const result = {
      passes: new Uint8Array(this.total),
      groups: new Int32Array(this.groupKind.length),
      kinds: new Int32Array(this.kinds.length),
      kindOrigins: new Int32Array(this.kinds.length * ORIGINS.length),
      fileSeverities: new Int32Array(this.files.length * SEVERITIES.length),
      total: 0,
      groupTotal: 0,
      folded: 0,
      facets: {
        severity: {},
        origin: {},
        check: new Int32Array(this.kinds.length),
        folder: new Int32Array(this.folders.length),
      },
      segments: 0,
      originSegments: Object.fromEntries(ORIGINS.map((origin) => [origin, 0])),
      ofKind,
      ofFile,
    };
    this.files.forEach((file, number) => {
      if (ofFile[number]) return;
      result.segments += file.segments;
      result.originSegments[file.origin] += file.segments;
    });
    const severityOf = this.kinds.map((kind) => SEVERITIES.indexOf(kind.severity));
    const severities = new Int32Array(SEVERITIES.length);
    const origins = new Int32Array(ORIGINS.length);
    const { passes, groups, kinds, kindOrigins, fileSeverities, facets } = result;
    for (let finding = 0; finding < this.total; finding += 1) {
      const kind = this.kindOf[finding];
      const file = this.fileOf[finding];
      const failed = ofKind[kind] | ofFile[file] | (hits && !hits[finding] ? TEXT : 0);
      if (!(failed & ~(CHECK | FOLDED))) facets.check[kind] += 1;
      if (!(failed & ~FOLDED) && failed) result.folded += 1;
      if (!(failed & ~SEVERITY)) severities[severityOf[kind]] += 1;
      if (!(failed & ~ORIGIN)) origins[this.files[file].originNumber] += 1;
      if (!(failed & ~(FOLDER | ARTICLE))) facets.folder[this.files[file].folder] += 1;
      if (failed) continue;
      passes[finding] = 1;
      result.total += 1;
      const group = this.groupOf[finding];
      if (!groups[group]++) result.groupTotal += 1;
      kinds[kind] += 1;
      kindOrigins[kind * ORIGINS.length + this.files[file].originNumber] += 1;
      fileSeverities[file * SEVERITIES.length + severityOf[kind]] += 1;
    }
    SEVERITIES.forEach((name, number) => (facets.severity[name] = severities[number]));
    ORIGINS.forEach((name, number) => (facets.origin[name] = origins[number]));
    return result;
  }

  /** The kinds that a count leaves: by severity, then number of findings. */
  kindsOf(result) {
    return this.kinds
      .filter((kind) => result.kinds[kind.number])
      .sort(
        (one, other) =>
          SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
          result.kinds[other.number] - result.kinds[one.number] ||
          one.number - other.number,
      );
  }

  /** The groups that a count leaves, in the order in which they are shown. */
  groupsOf(result) {
    return this.kindsOf(result).flatMap((kind) => {
      const own = [];
      for (let group = kind.first; group < kind.end; group += 1) if (result.groups[group]) own.push(group);
      return own.sort((one, other) => result.groups[other] - result.groups[one] || one - other);
    });
  }

  /** Fetches a shard, once. */
  #load(kind, number) {
    const name = `findings-${kind.number + 1}-${number + 1}.json`;
    if (!this.#shards.has(name)) {
      const loading = fetch(this.folder + name)
        .then((answer) => {
          if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
          return answer.json();
        })
        .then((records) => {
          for (const [own, source, target, marks, offset, places] of records) {
            const group = kind.first + own;
            const record = { group, source, target, marks, offset, places };
            if (this.#records.has(group)) this.#records.get(group).push(record);
            else this.#records.set(group, [record]);
          }
          return records.map(([own]) => kind.first + own);
        })
        .catch((error) => {
          this.#shards.delete(name);
          throw error;
        });
      this.#shards.set(name, loading);
    }
    return this.#shards.get(name);
  }

  /** Fetches the texts of some groups. */
  async loadGroups(groups) {
    const wanted = new Map();
    for (const group of groups) {
      const kind = this.kinds[this.groupKind[group]];
      kind.shards.forEach(([first, last], number) => {
        const own = group - kind.first;
        if (first <= own && own <= last) wanted.set(`${kind.number} ${number}`, [kind, number]);
      });
    }
    await Promise.all([...wanted.values()].map(([kind, number]) => this.#load(kind, number)));
  }

  /** Fetches all texts of some kinds, calling `each` with the groups of every shard; `each` may say `false` to stop. */
  async loadKinds(kinds, each) {
    const waiting = kinds.flatMap((kind) => kind.shards.map((_, number) => [kind, number]));
    const all = waiting.length;
    let done = 0;
    let stopped = false;
    const work = async () => {
      while (waiting.length && !stopped) {
        const [kind, number] = waiting.shift();
        const groups = await this.#load(kind, number);
        if (stopped) return;
        done += 1;
        if (each([...new Set(groups)], done, all) === false) stopped = true;
        await breathe();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return !stopped;
  }

  /** The texts of a group that has been fetched: both halves, what is marked in them, and its findings in order. */
  group(group) {
    const records = this.#records.get(group);
    const { source, target, marks } = records[0];
    const places = [];
    for (const record of records) {
      for (let at = 0; at < record.places.length; at += 4) {
        const [file, segment, line, mark] = record.places.slice(at, at + 4);
        const finding = this.groupStart[group] + record.offset + at / 4;
        places.push({ finding, file: this.files[file], segment, line, mark });
      }
    }
    places.sort((one, other) => one.finding - other.finding);
    return { number: group, kind: this.kinds[this.groupKind[group]], source, target, marks, places };
  }

  /**
   * Looks for a text in paths, ids, messages and halves. Returns which findings hold it, and `more` that
   * goes on in kinds where nobody waits for it; `null` if another search has begun meanwhile.
   */
  async search(text, kinds, progress, isCurrent) {
    const wanted = text.toLowerCase();
    const hits = new Uint8Array(this.total);
    const inPath = this.files.map((file) => file.path.toLowerCase().includes(wanted));
    for (let finding = 0; finding < this.total; finding += 1) if (inPath[this.fileOf[finding]]) hits[finding] = 1;
    const look = (groups, done, all) => {
      if (!isCurrent()) return false;
      for (const group of groups) {
        const held = (value) => value?.toLowerCase().includes(wanted);
        for (const { source, target, marks, offset, places } of this.#records.get(group)) {
          const start = this.groupStart[group] + offset;
          const count = places.length / 4;
          if (held(source) || held(target)) hits.fill(1, start, start + count);
          const inMarks = marks.map(([message]) => held(message));
          for (let at = 0; at < count; at += 1) {
            if (inMarks[places[at * 4 + 3]] || held(places[at * 4 + 1])) hits[start + at] = 1;
          }
        }
      }
      progress(done, all);
      return true;
    };
    const others = this.kinds.filter((kind) => !kinds.includes(kind));
    if (!(await this.loadKinds(kinds, look))) return null;
    return { hits, more: () => this.loadKinds(others, look) };
  }
}
