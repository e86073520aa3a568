// What is decided about an event's document, in memory.
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/filter/filter.h"
#include "domain/grouping/grouping.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "domain/normalize/normalize.h"
#include "domain/parameterize/parameterize.h"
#include "domain/scrub/projects.h"
#include "domain/scrub/scrub.h"
#include "micro/documents.h"
#include "micro/measure.h"
#include "micro/stages.h"

namespace picket::micro {
namespace {

/// Documents parsed at a time, which is left out of the figure: enough that stopping the clock
/// costs little for each, few enough to stay in the processor's caches.
constexpr std::size_t kParsed = 16;

void normalize(benchmark::State& state, const Corpus& corpus) {
  domain::NormalizeContext context;
  context.project = kProject;
  context.key = kKey;
  context.received = corpus.received;
  context.sent_at = corpus.received;
  context.client = "sentry.python/2.20.0";
  context.client_ip = "10.0.0.1";
  std::vector<DocumentSlot> slots(kParsed);
  std::size_t next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const std::size_t first = next;
    for (DocumentSlot& slot : slots) {
      if (failed(state, slot.parse(corpus.at(next++).json), "no JSON object")) return;
    }
    state.ResumeTiming();
    for (std::size_t i = 0; i < kParsed; ++i) {
      context.event_id = corpus.at(first + i).id;
      const auto done = domain::normalize_event(slots[i].object(), context);
      if (failed(state, done, "not normalized")) return;
    }
  }
  set_per_event(state, kParsed);
}

/// By the default settings. `seeded`: something to find is put into each event.
void scrub(benchmark::State& state, const Corpus& corpus, std::string_view seeded) {
  std::vector<DocumentSlot> slots(kParsed);
  std::size_t next = 0;
  for (auto _ : state) {
    state.PauseTiming();
    for (DocumentSlot& slot : slots) {
      if (failed(state, slot.parse(corpus.at(next++).normalized), "no JSON object")) return;
      if (!seeded.empty()) slot.object()["server_name"] = seeded;
    }
    state.ResumeTiming();
    for (DocumentSlot& slot : slots) {
      domain::scrub::scrub_event(slot.object(), domain::scrub::default_scrubbing());
    }
  }
  set_per_event(state, kParsed);
}

/// A page load: a trace, measurements, forty spans in a row.
std::string page_load(Timestamp received) {
  constexpr int kSpans = 40;
  const double end = static_cast<double>(to_unix_us(received)) / 1e6;
  std::string text =
      R"({"type":"transaction","transaction":"/user/1234/orders","transaction_info":{"source":"url"},)"
      R"("platform":"javascript","sdk":{"name":"sentry.javascript.browser","version":"8.0.0"},)"
      R"("measurements":{"lcp":{"value":1400,"unit":"millisecond"},"fcp":{"value":900},"cls":{"value":0.1}},)"
      R"("contexts":{"trace":{"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","span_id":"00f067aa0ba90200",)"
      R"("op":"pageload","status":"ok"}})";
  text += ",\"start_timestamp\":" + std::to_string(end - 2) +
          ",\"timestamp\":" + std::to_string(end - 1) + ",\"spans\":[";
  for (int i = 0; i < kSpans; ++i) {
    if (i > 0) text += ',';
    text +=
        R"({"trace_id":"4c79f60c11214eb38604f4ae0781bfb2","parent_span_id":"00f067aa0ba90200",)"
        R"("op":"http.client","description":"GET /api/orders","origin":"auto.http.browser",)"
        R"("data":{"http.method":"GET","http.response.status_code":200},"span_id":"00f067aa0ba902)";
    text += std::to_string(10 + i) + "\",\"start_timestamp\":" + std::to_string(end - 2) +
            ",\"timestamp\":" + std::to_string(end - 1.5) + '}';
  }
  return text + "]}";
}

void normalize_transaction(benchmark::State& state, const Corpus& corpus) {
  domain::NormalizeContext context;
  context.kind = domain::EventKind::transaction;
  context.project = kProject;
  context.received = corpus.received;
  const std::string text = page_load(corpus.received);
  std::vector<DocumentSlot> slots(kParsed);
  for (auto _ : state) {
    state.PauseTiming();
    for (DocumentSlot& slot : slots) {
      if (failed(state, slot.parse(text), "no JSON object")) return;
    }
    state.ResumeTiming();
    for (DocumentSlot& slot : slots) {
      const auto done = domain::normalize_event(slot.object(), context);
      if (failed(state, done, "not normalized")) return;
    }
  }
  set_per_event(state, kParsed);
}

/// `read` looks at a stored event without changing it.
template <class Fn>
void each_document(benchmark::State& state, const Corpus& corpus, Fn read) {
  std::vector<DocumentSlot> slots(corpus.events.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (failed(state, slots[i].parse(corpus.at(i).normalized), "no JSON object")) return;
  }
  std::size_t i = 0;
  for (auto _ : state) {
    const std::size_t at = i++ % slots.size();
    benchmark::DoNotOptimize(read(slots[at].object(), corpus.at(at)));
  }
  set_per_event(state);
}

/// What exceptions and log lines say, half of it with something to replace.
constexpr std::string_view kMessages[] = {
    "division by zero",
    "Cannot read properties of undefined (reading 'foo')",
    "Cannot invoke \"com.example.shop.Cart.total()\" because \"cart\" is null",
    "list index out of range",
    "Failed to fetch user 12345 from cache",
    "Connection to 10.0.0.1:5432 refused after 3 retries at 2025-03-04 10:20:11",
    "Loading chunk 17 failed. (error: https://cdn.example.com/static/js/17.abcdef12.chunk.js)",
    "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded with url: "
    "/v1/users/7c1811ed-e98f-4c9c-a9f9-58c757ff494f (Caused by NewConnectionError)"};

void parameterize(benchmark::State& state, std::span<const std::string_view> messages) {
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        domain::parameterize::with_placeholders(messages[i++ % messages.size()]));
  }
  set_per_event(state);
}

/// The slowest text that we know, as long as texts that are looked at may be.
std::string many_names() {
  std::string text;
  while (text.size() < domain::parameterize::kMostCharacters - 1) text += "a.";
  return text;
}

/// Every filter is on, with as many patterns as a project that grew old has.
domain::filter::FilterSettings every_filter() {
  domain::filter::FilterSettings settings;
  settings.browser_extensions = settings.localhost = true;
  settings.web_crawlers = settings.health_checks = true;
  settings.blocked_addresses = {"192.0.2.0/24", "2001:db8::/32"};
  settings.generic = *domain::filter::read_generic_filters(
      R"({"version":1,"filters":[{"id":"chunk-load-error","isEnabled":true},
          {"id":"react-hydration-errors","isEnabled":true}]})");
  for (int i = 0; i < 50; ++i) {
    settings.error_messages.push_back("*Unwanted message " + std::to_string(i) + "*");
    settings.releases.push_back("old-app@" + std::to_string(i) + ".*");
  }
  return settings;
}

}  // namespace

void add_document_stages(const Corpus& corpus) {
  add_stage("domain/normalize", [&](auto& state) { normalize(state, corpus); });
  add_stage("domain/scrub", [&](auto& state) { scrub(state, corpus, ""); });
  add_stage("domain/scrub_secret",
            [&](auto& state) { scrub(state, corpus, "card 4111-1111-1111-1111"); });
  add_stage("domain/normalize_transaction",
            [&](auto& state) { normalize_transaction(state, corpus); });
  add_stage("domain/filter", [&](auto& state) {
    const domain::filter::FilterConfig config(every_filter(), domain::filter::built_in_filters());
    each_document(state, corpus, [&](const auto& document, const CorpusEvent&) {
      return domain::filter::find_filter({document, "10.0.0.1", {}}, config);
    });
  });
  add_stage("domain/parameterize", [](auto& state) { parameterize(state, kMessages); });
  add_stage("domain/parameterize_slowest", [](auto& state) {
    const std::string text = many_names();
    parameterize(state, std::array<std::string_view, 1>{text});
  });
  add_stage("domain/group", [&](auto& state) {
    each_document(state, corpus, [](const auto& document, const CorpusEvent&) {
      return domain::group_event(document);
    });
  });
  add_stage("domain/describe", [&](auto& state) {
    each_document(state, corpus, [&](const auto& document, const CorpusEvent& event) {
      return domain::row_from_event(document, {kProject, event.id, corpus.received},
                                    domain::issue_facts(document, {}));
    });
  });
}

}  // namespace picket::micro
