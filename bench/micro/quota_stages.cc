// What quotas cost an event.
#include <string>

#include "adapters/memory/limiter.h"
#include "base/clock.h"
#include "domain/filter/generic_filters.h"
#include "domain/quota/enforcement.h"
#include "domain/quota/project_quotas.h"
#include "micro/installation.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "obs/logger.h"
#include "protocol/rate_limits.h"
#include "roles/relay/quotas.h"

namespace picket::micro {
namespace {

constexpr domain::Scoping kScoping{OrgId{1}, ProjectId{1}, KeyId{1}};

/// A key, a project and an organization with a limit each, and one of another category.
domain::ProjectQuotas common_quotas(std::int64_t limit) {
  domain::QuotaSettings settings;
  settings.keys = {{KeyId{1}, limit, 60}};
  settings.account_rate_limit = limit;
  settings.project_rate_limit = 50;
  settings.project_quotas =
      boost::json::parse(R"([{"id":"t","categories":["transaction"],"limit":1000,"window":60}])");
  return domain::make_project_quotas(settings);
}

/// Everything that gates refer to.
struct Bench {
  explicit Bench(Installation& installation)
      : telemetry(installation.metrics(), obs::null_logger()),
        projects(installation.stores().meta, domain::filter::global_filters({}), telemetry),
        spikes(installation.stores().meta, projects, clock, telemetry),
        quotas(limiter, {}, spikes, telemetry) {}

  SystemClock clock;
  relay::Telemetry telemetry;
  adapters::MemoryLimiter limiter{clock};
  relay::ProjectCache projects;
  relay::SpikeGuard spikes;
  relay::Quotas quotas;
};

template <class Gate>
void ask(benchmark::State& state, const Corpus& corpus, std::int64_t limit) {
  const auto installation = Installation::make(corpus.data);
  if (failed(state, installation, "stores not opened")) return;
  Bench bench(**installation);
  const domain::ProjectQuotas set = common_quotas(limit);
  protocol::Quantities one;
  one.add(protocol::Category::error, 1);
  const domain::QuotaItem items[] = {
      {protocol::ItemType::event, protocol::AttachmentType::plain, one}};
  const Timestamp now = bench.clock.now();
  for (auto _ : state) {
    Gate gate(bench.quotas, set, kScoping, now);
    benchmark::DoNotOptimize(domain::enforce(items, gate));
  }
  set_per_event(state);
}

void format(benchmark::State& state) {
  const protocol::RateLimit limits[] = {{protocol::CategorySet::errors(),
                                         protocol::LimitScope::key,
                                         std::chrono::seconds(42),
                                         "key_quota",
                                         {}}};
  for (auto _ : state) benchmark::DoNotOptimize(protocol::format_rate_limits(limits));
  set_per_event(state);
}

}  // namespace

void add_quota_stages(const Corpus& corpus) {
  constexpr std::int64_t kNever = 1'000'000'000'000;
  add_stage("relay/check_limits",
            [&](auto& state) { ask<relay::KnownGate>(state, corpus, kNever); });
  add_stage("relay/take_quota",
            [&](auto& state) { ask<relay::CountingGate>(state, corpus, kNever); });
  add_stage("relay/take_quota_refused",
            [&](auto& state) { ask<relay::CountingGate>(state, corpus, 1); });
  add_stage("protocol/format_rate_limits", [](auto& state) { format(state); });
}

}  // namespace picket::micro
