// What a role does to an event, all told: the sum that the stages explain.
#include <optional>
#include <string>
#include <utility>

#include "adapters/memory/limiter.h"
#include "base/clock.h"
#include "domain/filter/generic_filters.h"
#include "micro/consumption.h"
#include "micro/installation.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "net/body_budget.h"
#include "net/client_address.h"
#include "net/http.h"
#include "obs/logger.h"
#include "roles/relay/limits.h"
#include "roles/relay/pipeline.h"
#include "roles/relay/quotas.h"
#include "roles/relay/user_agent_cache.h"

namespace picket::micro {
namespace {

constexpr benchmark::IterationCount kBatches = 100;
/// Enough that all issues of the corpus are known.
constexpr int kWarmUpBatches = 2;

void consume(benchmark::State& state, const Corpus& corpus) {
  const auto installation = Installation::make(corpus.data);
  if (failed(state, installation, "stores not opened")) return;
  Consumption consumption(**installation);
  if (failed(state, consumption.start(), "not recovered")) return;
  for (int i = 0; i < kWarmUpBatches; ++i) {
    consumption.prepare(corpus);
    if (failed(state, consumption.apply(), "not applied")) return;
  }
  for (auto _ : state) {
    state.PauseTiming();
    consumption.prepare(corpus);
    state.ResumeTiming();
    if (failed(state, consumption.apply(), "not applied")) break;
  }
  set_per_event(state, corpus.events.size());
}

/// What the connection hands over: the body decoded.
net::Request request_of(const CorpusEvent& event) {
  net::Request request;
  request.method = net::Method::post;
  request.path = "/api/1/envelope/";
  request.headers.add("User-Agent", "sentry.python/2.20.0");
  request.headers.add("X-Sentry-Auth",
                      "Sentry sentry_key=" + std::string(kPublicKey) +
                          ", sentry_version=7, sentry_client=sentry.python/2.20.0");
  request.body = event.envelope;
  request.peer = "127.0.0.1";
  request.params = {{"project", "1"}};
  return request;
}

/// From the decoded body to the message for the log.
void decide(benchmark::State& state, const Corpus& corpus) {
  const auto installation = Installation::make(corpus.data);
  if (failed(state, installation, "stores not opened")) return;
  relay::Telemetry telemetry((*installation)->metrics(), obs::null_logger());
  relay::OutcomeLedger ledger(telemetry);
  relay::ProjectCache projects((*installation)->stores().meta, domain::filter::global_filters({}),
                               telemetry);
  if (failed(state, projects.refresh(), "projects not read")) return;
  const net::TrustedProxies nobody;
  const SystemClock clock;
  adapters::MemoryLimiter limiter(clock);
  const relay::SpikeGuard spikes((*installation)->stores().meta, projects, clock, telemetry);
  relay::Quotas quotas(limiter, {}, spikes, telemetry);
  relay::UserAgentCache user_agents;
  net::BodyBudget expansions(relay::kMaxExpandedBytes, telemetry.expanded_bytes());
  const relay::StageContext context{projects,  nobody,      ledger,     quotas,
                                    telemetry, user_agents, expansions, nullptr};
  std::size_t i = 0;
  for (auto _ : state) {
    relay::Intake intake(relay::Endpoint::envelope, request_of(corpus.at(i++)), corpus.received);
    auto decision = relay::decide(intake, context, telemetry);
    if (failed(state, decision && !decision->messages.empty(), "not accepted")) break;
    benchmark::DoNotOptimize(decision->messages[0].bytes.data());
    decision->messages[0].guard.hand_over();
  }
  set_per_event(state);
}

}  // namespace

void add_consumer_stages(const Corpus& corpus) {
  add_stage("role/relay_decides", [&](auto& state) { decide(state, corpus); });
  add_stage(
      "role/consumer_applies", [&](auto& state) { consume(state, corpus); }, kBatches);
}

}  // namespace picket::micro
