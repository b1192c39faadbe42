import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import type { DreamId } from "@/lib/core/ids";
import { chromiumFlags, findChromium } from "../../e2e/chromium";
import { median, percentile } from "./timing";

/** Milliseconds a step, and from one frame to the next; tasks of the main thread above 50 ms. */
export type Motion = {
  steps: number;
  stepMs: number;
  frameP50: number;
  frameP95: number;
  frameMax: number;
  longTasks: number[];
};

export type PageFigure = {
  /** Milliseconds since the navigation began. */
  firstByteMs: number;
  interactiveMs: number;
  htmlBytes: number;
  nodes: number;
  nodesMax: number;
  heapMb: number;
  heapAfterMb: number;
  /** The wheel turned by a little, by so much that 400 turns go through the large review, and j held down. */
  notches: Motion;
  wheel: Motion;
  held: Motion;
};

export type PageFigures = { large: PageFigure; small: PageFigure };

export const ACCOUNT = { email: "operator@example.com", password: "a long enough password" };

const VIEWPORT = { width: 1440, height: 900 };
/** Turns of the wheel; as far each as brings the large review to its end. */
const WHEEL_STEPS = 400;
const NOTCHES = 200;
const NOTCH_PIXELS = 240;
const SAMPLE_EVERY = 25;

type Watched = typeof globalThis & { longTasks: number[]; frameTimes: number[] };

/** Before anything of the page runs: notes long tasks and the times between frames. */
function watch(): void {
  const watched = globalThis as Watched;
  watched.longTasks = [];
  watched.frameTimes = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  });
  observer.observe({ type: "longtask", buffered: true });
  // A method, as the loader wraps named functions in something that the page does not have.
  const frames = {
    last: performance.now(),
    next(now: number) {
      watched.frameTimes.push(now - frames.last);
      frames.last = now;
      requestAnimationFrame((at) => frames.next(at));
    },
  };
  frames.next(frames.last);
}

async function signIn(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/stores`);
  await page.getByLabel("E-mail").fill(ACCOUNT.email);
  await page.getByLabel("Password").fill(ACCOUNT.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${url}/stores`);
  await page.close();
}

type Opened = { page: Page; cdp: CDPSession; figure: Pick<PageFigure, "firstByteMs" | "interactiveMs" | "htmlBytes"> };

/** Opens a review and waits until React listens to the first change of the list. */
async function open(context: BrowserContext, url: string): Promise<Opened> {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  const ready = await page.waitForFunction(
    () => {
      const button = document.querySelector("article button");
      const isHeard = button && Object.keys(button).some((key) => key.startsWith("__reactFiber"));
      return isHeard ? performance.now() : null;
    },
    null,
    { timeout: 120_000 },
  );
  const interactiveMs = Number(await ready.jsonValue());
  await page.waitForLoadState("networkidle");
  const [firstByteMs, htmlBytes] = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return [entry?.responseStart ?? 0, entry?.decodedBodySize ?? 0] as const;
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  return { page, cdp, figure: { firstByteMs, interactiveMs, htmlBytes } };
}

async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0) / 2 ** 20;
}

const countNodes = (page: Page) => page.evaluate(() => document.querySelectorAll("*").length);

/** The list's own scroll box, found from a change inside it. */
const scrolled = (page: Page) =>
  page.evaluate(() => {
    let box: Element | null = document.querySelector("article");
    while (box && getComputedStyle(box).overflowY !== "auto") box = box.parentElement;
    const { left, top, width, height } = box?.getBoundingClientRect() ?? new DOMRect();
    const end = (box?.scrollHeight ?? 0) - (box?.clientHeight ?? 0);
    return { x: left + width / 2, y: top + height / 2, at: box?.scrollTop ?? 0, end };
  });

async function motionOf(page: Page, work: () => Promise<number>): Promise<Motion> {
  await page.evaluate(() => {
    const watched = globalThis as Watched;
    watched.longTasks.length = 0;
    watched.frameTimes.length = 0;
  });
  const start = performance.now();
  const steps = await work();
  const stepMs = (performance.now() - start) / steps;
  const { frames, longTasks } = await page.evaluate(() => {
    const watched = globalThis as Watched;
    return { frames: [...watched.frameTimes], longTasks: [...watched.longTasks] };
  });
  return {
    steps,
    stepMs,
    frameP50: median(frames),
    frameP95: percentile(frames, 0.95),
    frameMax: Math.max(0, ...frames),
    longTasks,
  };
}

type Seen = { nodesMax: number };

type Turns = { steps: number; pixels: number };

/** Turns the wheel by so many pixels each time, and back at the ends. */
async function turnWheel(page: Page, { steps, pixels }: Turns, seen: Seen): Promise<number> {
  const { x, y } = await scrolled(page);
  await page.mouse.move(x, y);
  let direction = 1;
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, direction * pixels);
    if (step % SAMPLE_EVERY === 0) seen.nodesMax = Math.max(seen.nodesMax, await countNodes(page));
    const { at, end } = await scrolled(page);
    if (at >= end - 1) direction = -1;
    else if (at <= 0) direction = 1;
  }
  return steps;
}

const currentName = (page: Page) =>
  page.evaluate(() => document.querySelector("article[aria-current]")?.getAttribute("aria-label") ?? null);

/** Presses j as fast as the page takes it, up to `presses` times; at the end of the list k, and so on. */
async function holdKey(page: Page, presses: number, seen: Seen): Promise<number> {
  let key = "j";
  let last: string | null = null;
  for (let press = 1; press <= presses; press++) {
    await page.keyboard.down(key);
    if (press % SAMPLE_EVERY > 0) continue;
    seen.nodesMax = Math.max(seen.nodesMax, await countNodes(page));
    const name = await currentName(page);
    if (name === last) key = key === "j" ? "k" : "j";
    last = name;
  }
  return presses;
}

async function measureMotion(opened: Opened, wheelPixels: number, presses: number): Promise<PageFigure> {
  const { page, cdp, figure } = opened;
  const nodes = await countNodes(page);
  const seen = { nodesMax: nodes };
  const heap = await heapMb(cdp);
  const notches = await motionOf(page, () => turnWheel(page, { steps: NOTCHES, pixels: NOTCH_PIXELS }, seen));
  const held = await motionOf(page, () => holdKey(page, presses, seen));
  const wheel = await motionOf(page, () => turnWheel(page, { steps: WHEEL_STEPS, pixels: wheelPixels }, seen));
  await page.waitForLoadState("networkidle");
  return {
    ...figure,
    nodes,
    nodesMax: seen.nodesMax,
    heapMb: heap,
    heapAfterMb: await heapMb(cdp),
    notches,
    wheel,
    held,
  };
}

export type MeasurePages = {
  url: string;
  ids: { large: DreamId; small: DreamId };
  /** How often each page is opened. */
  rounds: number;
  /** How often j is pressed in each. */
  presses: number;
};

async function measureBoth(browser: Browser, { url, ids, rounds, presses }: MeasurePages): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await signIn(context, url);
  const urls = { large: `${url}/dreams/${ids.large}/review`, small: `${url}/dreams/${ids.small}/review` };
  const opens = { large: [] as Opened["figure"][], small: [] as Opened["figure"][] };
  for (let round = 0; round <= rounds; round++) {
    for (const size of ["small", "large"] as const) {
      const { page, figure } = await open(context, urls[size]);
      // The first round is for the compiler.
      if (round > 0) opens[size].push(figure);
      await page.close();
    }
  }
  const large = await open(context, urls.large);
  const { end } = await scrolled(large.page);
  const pixels = Math.ceil(end / WHEEL_STEPS);
  console.error(`a list of ${end} pixels, ${pixels} a turn of the wheel`);
  const largeFigure = await measureMotion(large, pixels, presses);
  await large.page.close();
  const small = await open(context, urls.small);
  const smallFigure = await measureMotion(small, pixels, presses);
  await context.close();
  const usual = (figures: Opened["figure"][]) => ({
    firstByteMs: median(figures.map((figure) => figure.firstByteMs)),
    interactiveMs: median(figures.map((figure) => figure.interactiveMs)),
  });
  return { large: { ...largeFigure, ...usual(opens.large) }, small: { ...smallFigure, ...usual(opens.small) } };
}

/** Opens both reviews in turns, then goes through each by key and by wheel. */
export async function measurePages(input: MeasurePages): Promise<PageFigures> {
  const found = findChromium();
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: chromiumFlags,
    env: { ...process.env, ...found.env } as Record<string, string>,
  });
  try {
    return await measureBoth(browser, input);
  } finally {
    await browser.close();
  }
}
