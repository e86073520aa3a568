// Sends one event per scenario with the Node SDK, unmodified, and prints {"scenario": ..., "event_id": ...} lines.
import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: process.env.PICKET_DSN,
  release: "shop@1.2.3",
  environment: "staging",
  tracesSampleRate: 0,
});

function report(scenario, eventId) {
  console.log(JSON.stringify({ scenario, event_id: eventId }));
}

function priceOf(item) {
  throw new TypeError(`bad price of ${item}`);
}

Sentry.setUser({ id: "42", email: "ada@example.com" });
Sentry.setTag("shop.region", "eu");
Sentry.addBreadcrumb({ category: "cart", message: "added a book", level: "info" });

try {
  priceOf("book");
} catch (error) {
  report("exception", Sentry.captureException(error));
}

function checkStock() {
  report("message", Sentry.captureMessage("stock is low", "warning"));
}

checkStock();

for (const text of ["first cause", "second cause"]) {
  Sentry.withScope((scope) => {
    scope.setFingerprint(["checkout-broken"]);
    report("fingerprint", Sentry.captureException(new Error(text)));
  });
}

try {
  try {
    throw new RangeError("inner");
  } catch (inner) {
    throw new Error("outer", { cause: inner });
  }
} catch (error) {
  report("chained", Sentry.captureException(error));
}

if (!(await Sentry.flush(10_000))) {
  console.error("the SDK could not send everything");
  process.exit(1);
}
