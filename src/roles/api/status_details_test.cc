#include "roles/api/status_details.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr Timestamp kNow = from_unix_us(1'764'000'000'000'000);

std::string of_snooze(const domain::Snooze& snooze, std::int64_t times_seen = 100) {
  return json::serialize(status_details(snooze, times_seen, "ann"));
}

TEST(StatusDetails, SayWhatIsLeftOfACount) {
  EXPECT_EQ(of_snooze({.count = 10, .times_seen = 97}),
            R"({"ignoreCount":7,"ignoreUntil":null,"ignoreUserCount":null,)"
            R"("ignoreUserWindow":null,"ignoreWindow":null,"actor":"ann"})");
  EXPECT_EQ(of_snooze({.count = 10, .times_seen = 5}),
            R"({"ignoreCount":0,"ignoreUntil":null,"ignoreUserCount":null,)"
            R"("ignoreUserWindow":null,"ignoreWindow":null,"actor":"ann"})");
  EXPECT_EQ(of_snooze({.user_count = 5, .users_seen = 2}),
            R"({"ignoreCount":null,"ignoreUntil":null,"ignoreUserCount":3,)"
            R"("ignoreUserWindow":null,"ignoreWindow":null,"actor":"ann"})");
}

TEST(StatusDetails, SayTheWholeCountOfAWindow) {
  EXPECT_EQ(of_snooze({.until = kNow,
                       .count = 10,
                       .window = minutes(5),
                       .user_count = 4,
                       .user_window = minutes(6),
                       .times_seen = 97,
                       .users_seen = 3}),
            R"({"ignoreCount":10,"ignoreUntil":"2025-11-24T16:00:00Z","ignoreUserCount":4,)"
            R"("ignoreUserWindow":6,"ignoreWindow":5,"actor":"ann"})");
}

TEST(StatusDetails, SayHowAnIssueWasResolved) {
  using domain::ResolutionKind;
  const auto details = [](const domain::Resolution& resolution) {
    return json::serialize(status_details(resolution, nullptr));
  };
  EXPECT_EQ(details({ResolutionKind::by_age}), R"({"autoResolved":true})");
  EXPECT_EQ(details({ResolutionKind::in_next_release, "1", true}),
            R"({"inNextRelease":true,"actor":null})");
  EXPECT_EQ(details({ResolutionKind::in_release, "shop@2"}),
            R"({"inRelease":"shop@2","actor":null})");
}

}  // namespace
}  // namespace picket::api
