// Answers of the read API, from the request's path to the bytes of the answer. Per request, not per
// event.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "adapters/memory/limiter.h"
#include "domain/account/secret_key.h"
#include "micro/consumption.h"
#include "micro/installation.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "net/response_writer.h"
#include "net/router.h"
#include "obs/logger.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"

namespace picket::micro {
namespace {

/// 10,000 events.
constexpr int kStoredBatches = 25;

/// An installation that holds events, and the API over it.
class FilledApi {
 public:
  explicit FilledApi(std::unique_ptr<Installation> installation)
      : installation_(std::move(installation)),
        api_(installation_->stores(), installation_->clock(), obs::null_logger(),
             api::ApiOptions{"http://127.0.0.1:9000", auth_}) {
    api_.add_routes(router_);
  }

  /// False when the stores refuse.
  bool fill(const Corpus& corpus) {
    Consumption consumption(*installation_);
    if (!consumption.start()) return false;
    for (int i = 0; i < kStoredBatches; ++i) {
      consumption.prepare(corpus);
      if (!consumption.apply()) return false;
    }
    return true;
  }

  /// Its id, as paths name it.
  std::string newest_event_of(IssueId issue) {
    ports::EventFilter filter;
    filter.projects = {kProject};
    filter.issues = {issue};
    const auto rows = installation_->stores().events.find(filter, ports::EventOrder::newest_first,
                                                          std::nullopt, 1);
    return rows && !rows->empty() ? rows->front().event_id.to_hex() : "none";
  }

  /// The status; the bytes of the answer in `bytes`.
  int get(std::string_view path, std::string_view query, std::string& bytes) {
    net::Router::Match match = router_.match(net::Method::get, path);
    if (match.route == nullptr) return 0;
    net::Request request;
    request.path = path;
    request.query = query;
    request.headers.add("Authorization", "Bearer " + std::string(kToken));
    request.params = std::move(match.params);
    const net::Response response = std::get<net::BlockingHandler>(match.route->handler)(request);
    bytes = net::serialize(response, {.server = "picket", .date = "Sun, 06 Nov 1994 08:49:37 GMT"});
    return response.status;
  }

 private:
  std::unique_ptr<Installation> installation_;
  net::Router router_;
  adapters::MemoryLimiter limiter_{installation_->clock()};
  api::Auth auth_{{limiter_, domain::account::SecretKey({})}};
  api::Api api_;
};

struct Question {
  const char* stage;
  const char* path;  ///< {event} is the newest event of issue 1.
  const char* query;
};

constexpr Question kQuestions[] = {
    {"api/issue_list", "/api/0/organizations/acme/issues/", "limit=25"},
    {"api/issue", "/api/0/organizations/acme/issues/1/", ""},
    {"api/issue_events", "/api/0/organizations/acme/issues/1/events/", "per_page=25"},
    {"api/issue_event", "/api/0/organizations/acme/issues/1/events/latest/", ""},
    {"api/project_event", "/api/0/projects/acme/shop/events/{event}/", ""},
};

void answer(benchmark::State& state, const Corpus& corpus, const Question& question) {
  auto installation = Installation::make(corpus.data);
  if (failed(state, installation, "stores not opened")) return;
  FilledApi api(*std::move(installation));
  if (failed(state, api.fill(corpus), "not filled")) return;
  std::string path = question.path;
  if (const std::size_t at = path.find("{event}"); at != std::string::npos)
    path.replace(at, std::string_view("{event}").size(), api.newest_event_of(IssueId{1}));
  std::string bytes;
  for (auto _ : state) {
    if (failed(state, api.get(path, question.query, bytes) == 200, "not answered 200")) break;
    benchmark::DoNotOptimize(bytes.data());
  }
  set_per_event(state);
  state.counters["bytes"] = static_cast<double>(bytes.size());
}

}  // namespace

void add_api_stages(const Corpus& corpus) {
  for (const Question& question : kQuestions) {
    add_stage(question.stage, [&](auto& state) { answer(state, corpus, question); });
  }
}

}  // namespace picket::micro
