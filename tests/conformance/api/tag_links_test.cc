// Where the values of a project's tags lead: set, refused, logged.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

constexpr std::string_view kProject = "projects/acme/shop-api/";
constexpr std::string_view kLinks =
    R"({"tagLinks":{"correlation_id":"https://logs.example.com/?q={value}"}})";

using TagLinksApi = PeopleApi;

TEST_F(TagLinksApi, AreShownToAllAndChangedByThoseWhoMay) {
  EXPECT_EQ(get(bo, kProject).at("tagLinks"), json::object());
  EXPECT_EQ(ask(bo, Method::put, kProject, kLinks).status, 403);
  EXPECT_EQ(ask(ada, Method::put, kProject, kLinks).status, 200);
  EXPECT_EQ(get(bo, kProject).at("tagLinks"), json::parse(kLinks).at("tagLinks"));
  EXPECT_EQ(ask(ada, Method::put, kProject, R"({"tagLinks":{}})").status, 200);
  EXPECT_EQ(get(bo, kProject).at("tagLinks"), json::object());
}

TEST_F(TagLinksApi, AreLoggedAsTheyWereAndAre) {
  ASSERT_EQ(ask(ada, Method::put, kProject, kLinks).status, 200);
  const json::value log = get(ada, "organizations/acme/audit-logs/?event=project.edit");
  const json::value& changed = log.at("rows").at(0).at("data").at("changed").at("tagLinks");
  EXPECT_EQ(changed.at("before"), json::object());
  EXPECT_EQ(changed.at("after"), json::parse(kLinks).at("tagLinks"));
}

TEST_F(TagLinksApi, AreRefusedByTheTagThatIsWrong) {
  const std::string_view bad = R"({"tagLinks":{"order":"https://{value}.example.com/"}})";
  const auto answer = ask(ada, Method::put, kProject, bad);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(json::parse(answer.body).at("tagLinks").at(0),
            "\"order\": The value cannot be a part of the host.");
  EXPECT_EQ(ask(ada, Method::put, kProject, R"({"tagLinks":[]})").status, 400);
  EXPECT_EQ(get(ada, kProject).at("tagLinks"), json::object());
}

}  // namespace
}  // namespace picket::conformance
