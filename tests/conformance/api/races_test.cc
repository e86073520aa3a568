// Two people at the same moment: what each request looked at must still be so when it writes.
#include <algorithm>
#include <array>
#include <latch>
#include <string>
#include <string_view>
#include <thread>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"
#include "ports/organizations.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class Races : public PeopleApi {
 protected:
  /// The statuses of both, smaller first; each is asked on a thread of its own.
  template <class First, class Second>
  std::array<int, 2> race(First first, Second second) {
    std::array<int, 2> statuses{};
    std::latch start(2);
    std::thread other([&] {
      start.arrive_and_wait();
      statuses[0] = first();
    });
    start.arrive_and_wait();
    statuses[1] = second();
    other.join();
    std::sort(statuses.begin(), statuses.end());
    return statuses;
  }

  std::int64_t owners() {
    ports::MemberQuery query;
    query.org = people.acme;
    query.role = domain::access::OrgRole::owner;
    auto tx = *world.meta().begin_read();
    return *tx->organizations().count_members(query);
  }

  int demote(std::string_view by, const std::string& whom) {
    return ask(by, Method::put, member_path(whom), R"({"orgRole":"manager"})").status;
  }
  void promote(std::string_view by, const std::string& whom) {
    ASSERT_EQ(ask(by, Method::put, member_path(whom), R"({"orgRole":"owner"})").status, 200);
  }
};

TEST_F(Races, OfTwoOwnersWhoDemoteEachOtherOneStays) {
  promote(ada, people.mia_member);
  for (int round = 0; round < 8; ++round) {
    const auto statuses = race([&] { return demote(ada, people.mia_member); },
                               [&] { return demote(mia, people.ada_member); });
    EXPECT_EQ(statuses, (std::array<int, 2>{200, 403}));
    ASSERT_EQ(owners(), 1);
    const bool ada_stays = get(ada, member_path("me")).at("orgRole") == "owner";
    promote(ada_stays ? ada : mia, ada_stays ? people.mia_member : people.ada_member);
  }
}

TEST_F(Races, OfTwoOwnersWhoLeaveTogetherOneStays) {
  promote(ada, people.mia_member);
  const auto leave = [&](std::string_view who) {
    return ask(who, Method::delete_, member_path("me")).status;
  };
  EXPECT_EQ(race([&] { return leave(ada); }, [&] { return leave(mia); }),
            (std::array<int, 2>{204, 403}));
  EXPECT_EQ(owners(), 1);
}

TEST_F(Races, AnInvitationOpensForOneOfTwo) {
  for (int round = 0; round < 4; ++round) {
    const std::string email = "di" + std::to_string(round) + "@acme.test";
    const auto made = ask(ada, Method::post, "organizations/acme/members/",
                          json::serialize(json::value{{"email", email}}));
    ASSERT_EQ(made.status, 201) << made.body;
    const json::value shown = json::parse(made.body);
    const std::string link(shown.at("invite_link").as_string());
    const std::string path = "accept-invite/" + link.substr(link.find("/accept/") + 8);
    const auto accept = [&](std::string_view name) {
      return ask("", Method::post, path,
                 json::serialize(
                     json::value{{"name", name}, {"password", "correct horse battery"}}))
          .status;
    };
    EXPECT_EQ(race([&] { return accept("Di"); }, [&] { return accept("Not Di"); }),
              (std::array<int, 2>{204, 404}));
    EXPECT_EQ(get(ada, "organizations/acme/members/?query=email:" + email).as_array().size(), 1U);
  }
}

TEST_F(Races, OfTwoTeamsOfOneNameOneIsMade) {
  const auto create = [&](std::string_view who) {
    return ask(who, Method::post, "organizations/acme/teams/", R"({"slug":"ops"})").status;
  };
  EXPECT_EQ(race([&] { return create(ada); }, [&] { return create(mia); }),
            (std::array<int, 2>{201, 409}));
}

}  // namespace
}  // namespace picket::conformance
