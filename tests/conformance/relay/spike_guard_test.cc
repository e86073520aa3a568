// The spike guard, from the ledger to the cap.
#include "roles/relay/spike_guard.h"

#include <chrono>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "adapters/memory/limiter.h"
#include "adapters/meta_sql/meta_db.h"
#include "domain/project/settings.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "roles/relay/quotas.h"

namespace picket::conformance {
namespace {

using protocol::Category;
using protocol::Outcome;
using std::chrono::hours;
using std::chrono::minutes;

class SpikeGuardTest : public testing::Test {
 protected:
  SpikeGuardTest() {
    EXPECT_TRUE(meta_->migrate());
    auto tx = *meta_->begin_write(Deadline::never());
    org_ = *tx->organizations().create_org({{}, "acme", "Acme", clock_.now()});
    domain::ProjectConfig config;
    config.org = org_;
    config.slug = "shop";
    project_ = *tx->projects().create(config, "Shop", clock_.now());
    EXPECT_TRUE(tx->commit());
  }

  void set(std::string_view name, boost::json::value value) {
    auto tx = *meta_->begin_write(Deadline::never());
    auto project = tx->projects().get({&project_, 1})->front();
    const domain::Setting* setting = domain::find_setting(domain::project_settings(), name);
    if (setting == nullptr) setting = domain::find_setting(domain::project_options(), name);
    project.settings.set(*setting, value);
    EXPECT_TRUE(tx->projects().update(project));
    EXPECT_TRUE(tx->commit());
    EXPECT_TRUE(projects_.refresh());
  }

  void count(hours ago, std::int64_t quantity, Outcome outcome = Outcome::accepted,
             Category category = Category::error) {
    const protocol::OutcomeCount one{
        org_,     project_, KeyId{}, protocol::minute_of(clock_.now() - ago),
        category, outcome,  {},      quantity};
    auto tx = *meta_->begin_write(Deadline::never());
    EXPECT_TRUE(tx->outcomes().add({&one, 1}));
    EXPECT_TRUE(tx->commit());
  }

  ManualClock clock_{from_unix_us(1'764'000'000'000'000) + minutes(30)};
  obs::Registry metrics_;
  relay::Telemetry telemetry_{metrics_, obs::null_logger()};
  std::unique_ptr<adapters::MetaSql> meta_ = *adapters::MetaSql::open({}, clock_);
  relay::ProjectCache projects_{*meta_, {}, telemetry_};
  relay::SpikeGuard guard_{*meta_, projects_, clock_, telemetry_};
  OrgId org_;
  ProjectId project_;
};

TEST_F(SpikeGuardTest, IsOffByDefault) {
  EXPECT_TRUE(projects_.refresh());
  count(hours(50), 50'000);
  guard_.refresh();
  EXPECT_FALSE(guard_.cap(project_, 10));
}

TEST_F(SpikeGuardTest, KnowsWhatIsUsual) {
  set("spikeMultiple", 10);
  count(hours(50), 2'000);
  count(hours(3), 450);
  count(hours(3), 50, Outcome::accepted, Category::security);
  count(hours(3), 70'000, Outcome::rate_limited);
  count(hours(3), 70'000, Outcome::accepted, Category::transaction);
  count(hours(0), 70'000);
  guard_.refresh();
  EXPECT_EQ(guard_.cap(project_, 10), 500) << "2,500 in 50 hours";
  EXPECT_FALSE(guard_.cap(ProjectId{99}, 10));
}

TEST_F(SpikeGuardTest, IsQuietWhileNothingIsUsual) {
  set("spikeMultiple", 10);
  count(hours(5), 50'000);
  guard_.refresh();
  EXPECT_FALSE(guard_.cap(project_, 10));
}

TEST_F(SpikeGuardTest, LooksAgainWhenItIsDueOrSwitched) {
  set("spikeMultiple", 10);
  count(hours(50), 5'000);
  guard_.refresh();
  EXPECT_EQ(guard_.cap(project_, 10), 1'000);
  count(hours(40), 5'000);
  guard_.refresh();
  EXPECT_EQ(guard_.cap(project_, 10), 1'000) << "not yet";
  clock_.advance(minutes(10));
  guard_.refresh();
  EXPECT_EQ(guard_.cap(project_, 10), 2'000);
  set("quotas:spike-protection-disabled", true);
  guard_.refresh();
  EXPECT_FALSE(guard_.cap(project_, 10)) << "Sentry's own switch";
}

TEST_F(SpikeGuardTest, CapsAProjectInAnHour) {
  set("spikeMultiple", 2);
  count(hours(50), 3'000);
  guard_.refresh();
  adapters::MemoryLimiter limiter(clock_);
  relay::Quotas quotas(limiter, {}, guard_, telemetry_);
  const auto projects = projects_.current();
  const auto& set = *projects->find(project_)->quotas;
  EXPECT_FALSE(quotas.nothing_set(set));
  const domain::Scoping scoping{org_, project_, KeyId{1}};
  relay::CountingGate gate(quotas, set, scoping, clock_.now());
  for (int i = 0; i < 120; ++i) EXPECT_FALSE(gate.take(Category::error, 1)) << i;
  EXPECT_FALSE(gate.take(Category::transaction, 1'000)) << "of errors alone";
  const auto refusal = gate.take(Category::error, 1);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->quota->reason, "spike");
  relay::KnownGate known(quotas, set, scoping, clock_.now());
  EXPECT_TRUE(known.take(Category::error, 1));
}

}  // namespace
}  // namespace picket::conformance
