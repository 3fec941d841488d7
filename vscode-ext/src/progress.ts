/** How far the server is with what a user has asked it for: a notification with a button to cancel, once it has taken a moment. */
import { ProgressLocation, window } from "vscode";
import type { ProgressToken, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from "vscode-languageclient/node";

type Value = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;
type Next = (token: ProgressToken, value: Value) => void;

/** Milliseconds. What takes less needs no notification, which would but flash. */
const MOMENT = 500;

interface Work {
  readonly title: string;
  report: (value: { message?: string; increment?: number }) => void;
  message: string | undefined;
  percentage: number;
  end: () => void;
}

export interface Progress {
  /** Takes a message of the server's where a user waits for it; the client shows the others in the status bar. */
  take(token: ProgressToken, value: Value, next: Next): void;
  /** Ends what is shown, of a server that will not. */
  end(): void;
}

export function createProgress(isAsked: () => boolean, cancel: (token: ProgressToken) => void): Progress {
  const works = new Map<ProgressToken, Work>();

  function begin(token: ProgressToken, value: WorkDoneProgressBegin): void {
    let isOver = false;
    let over = () => {};
    const work: Work = {
      title: value.title,
      report: () => {},
      message: value.message,
      percentage: 0,
      end: () => {
        isOver = true;
        over();
      },
    };
    works.set(token, work);
    setTimeout(() => {
      if (isOver) return;
      void window.withProgress(
        { location: ProgressLocation.Notification, title: work.title, cancellable: true },
        (progress, cancelled) => {
          cancelled.onCancellationRequested(() => cancel(token));
          work.report = (told) => progress.report(told);
          if (work.message) work.report({ message: work.message, increment: work.percentage });
          return new Promise<void>((resolve) => {
            over = resolve;
          });
        },
      );
    }, MOMENT);
  }

  return {
    take(token, value, next) {
      const work = works.get(token);
      if (value.kind === "begin" && value.cancellable && isAsked()) {
        begin(token, value);
      } else if (work === undefined) {
        next(token, value);
      } else if (value.kind === "report") {
        const increment = Math.max(0, (value.percentage ?? work.percentage) - work.percentage);
        work.percentage += increment;
        work.message = value.message ?? work.message;
        work.report({ ...(work.message ? { message: work.message } : {}), increment });
      } else {
        works.delete(token);
        work.end();
        // The client has kept the token since the server made it, and can let it go.
        next(token, value);
      }
    },
    end() {
      for (const work of works.values()) work.end();
      works.clear();
    },
  };
}
