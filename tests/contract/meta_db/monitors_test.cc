// Monitors of scheduled jobs and their check-ins.
#include "ports/monitors.h"

#include <chrono>

#include "adapters.h"
#include "ports/items.h"

namespace picket::contract {
namespace {

using ports::CheckInResult;
using ports::CheckInStatus;
using std::chrono::seconds;

constexpr ProjectId kProject{7};
constexpr ProjectId kProjects[] = {kProject};
constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

ports::Monitor monitor(const std::string& slug, const std::string& config = "{}") {
  return {0, kProject, slug, config, kNow};
}

ports::CheckIn check_in(std::int64_t of, EventId id, CheckInStatus status, Timestamp at = kNow) {
  return {of, "production", id, status, std::nullopt, at, at};
}

TEST_P(MetaDbContract, AMonitorIsMadeByItsFirstCheckInAndKeepsItsConfig) {
  const auto tx = write();
  auto& monitors = tx->items().monitors();
  const auto id = *monitors.put(monitor("nightly", R"({"timezone":"UTC"})"));
  ASSERT_TRUE(id);
  EXPECT_EQ(*monitors.put(monitor("nightly")), id);
  EXPECT_EQ(monitors.find(kProjects, "nightly")->value().config_json, R"({"timezone":"UTC"})");
  EXPECT_EQ(*monitors.put(monitor("nightly", R"({"a":1})")), id);
  const auto found = *monitors.find(kProjects, "nightly");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, *id);
  EXPECT_EQ(found->project, kProject);
  EXPECT_EQ(found->slug, "nightly");
  EXPECT_EQ(found->config_json, R"({"a":1})");
  EXPECT_EQ(found->created, kNow);
  EXPECT_TRUE(*monitors.find(kProjects, std::to_string(*id)));
  constexpr ProjectId kOther[] = {ProjectId{8}};
  EXPECT_FALSE(*monitors.find(kOther, "nightly"));
  EXPECT_FALSE(*monitors.find(kProjects, "other"));
  ASSERT_TRUE(*monitors.put(monitor("hourly")));
  const auto listed = *monitors.list(kProjects, 0, 10);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].slug, "hourly");
  EXPECT_EQ(monitors.list(kProjects, 1, 10)->size(), 1U);
}

TEST_P(MetaDbContract, AProjectHasOnlySoManyMonitors) {
  const auto tx = write();
  auto& monitors = tx->items().monitors();
  for (std::int64_t i = 0; i < ports::MonitorRepository::kMaxMonitors; ++i) {
    ASSERT_TRUE(*monitors.put(monitor("m" + std::to_string(i))));
  }
  EXPECT_FALSE(*monitors.put(monitor("one-more")));
  EXPECT_TRUE(*monitors.put(monitor("m3")));
}

TEST_P(MetaDbContract, ACheckInEndsTheOneThatItNames) {
  const auto tx = write();
  auto& monitors = tx->items().monitors();
  const std::int64_t id = monitors.put(monitor("nightly"))->value();
  EXPECT_EQ(*monitors.check_in(check_in(id, {1, 1}, CheckInStatus::in_progress)),
            CheckInResult::added);
  ports::CheckIn end = check_in(id, {1, 1}, CheckInStatus::ok, kNow + seconds(9));
  end.duration = std::chrono::milliseconds(8'500);
  EXPECT_EQ(*monitors.check_in(end), CheckInResult::updated);
  EXPECT_EQ(*monitors.check_in(check_in(id, {1, 1}, CheckInStatus::error)),
            CheckInResult::finished);
  const auto listed = *monitors.check_ins(id, 0, 10);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].id, (EventId{1, 1}));
  EXPECT_EQ(listed[0].environment, "production");
  EXPECT_EQ(listed[0].status, CheckInStatus::ok);
  EXPECT_EQ(listed[0].duration, std::chrono::milliseconds(8'500));
  EXPECT_EQ(listed[0].added, kNow);
  EXPECT_EQ(listed[0].updated, kNow + seconds(9));
  const std::int64_t ids[] = {id};
  const auto environments = *monitors.environments(ids);
  ASSERT_EQ(environments.size(), 1U);
  EXPECT_EQ(environments[0].name, "production");
  EXPECT_EQ(environments[0].status, CheckInStatus::ok);
  EXPECT_EQ(environments[0].last_check_in, kNow + seconds(9));
}

TEST_P(MetaDbContract, ACheckInWithoutAnIdEndsTheOneInProgress) {
  const auto tx = write();
  auto& monitors = tx->items().monitors();
  const std::int64_t id = monitors.put(monitor("nightly"))->value();
  EXPECT_EQ(*monitors.check_in(check_in(id, {}, CheckInStatus::in_progress)), CheckInResult::added);
  EXPECT_EQ(*monitors.check_in(check_in(id, {}, CheckInStatus::in_progress)), CheckInResult::added);
  EXPECT_EQ(*monitors.check_in(check_in(id, {}, CheckInStatus::error)), CheckInResult::updated);
  EXPECT_EQ(*monitors.check_in(check_in(id, {}, CheckInStatus::ok)), CheckInResult::updated);
  EXPECT_EQ(*monitors.check_in(check_in(id, {}, CheckInStatus::ok)), CheckInResult::added);
  const auto listed = *monitors.check_ins(id, 0, 10);
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[1].status, CheckInStatus::error) << "the newest in progress ends first";
  EXPECT_EQ(listed[2].status, CheckInStatus::ok);
  EXPECT_NE(listed[0].id, EventId{});
  EXPECT_FALSE(listed[0].duration);
  EXPECT_EQ(monitors.check_ins(id, 2, 10)->size(), 1U);
}

TEST_P(MetaDbContract, AMonitorHasOnlySoManyEnvironments) {
  const auto tx = write();
  auto& monitors = tx->items().monitors();
  const std::int64_t id = monitors.put(monitor("nightly"))->value();
  const auto in = [&](const std::string& environment) {
    ports::CheckIn made = check_in(id, {}, CheckInStatus::ok);
    made.environment = environment;
    return *monitors.check_in(made);
  };
  for (std::int64_t i = 0; i < ports::MonitorRepository::kMaxEnvironments; ++i) {
    ASSERT_EQ(in(std::to_string(i)), CheckInResult::added);
  }
  EXPECT_EQ(in("one-more"), CheckInResult::too_many_environments);
  EXPECT_EQ(in("3"), CheckInResult::added);
}

}  // namespace
}  // namespace picket::contract
