// What may be typed next into a search.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Texts = std::vector<std::string>;

class SearchCompletion : public PeopleApi {
 protected:
  SearchCompletion() { world.fill(); }

  Texts listed(std::string_view path, const char* member) {
    Texts texts;
    const json::value answer = get(ada, "organizations/acme/search/" + std::string(path));
    for (const json::value& one : answer.as_array()) texts.emplace_back(one.at(member).as_string());
    return texts;
  }
  Texts keys(const std::string& parameters = "") { return listed("keys/?" + parameters, "key"); }
  Texts values(const std::string& parameters) { return listed("values/?" + parameters, "value"); }
  json::value value(const std::string& parameters, std::string_view name) {
    const json::value answer = get(ada, "organizations/acme/search/values/?" + parameters);
    for (const json::value& one : answer.as_array()) {
      if (one.at("value").as_string() == name) return one;
    }
    ADD_FAILURE() << "no value " << name;
    return nullptr;
  }
};

TEST_F(SearchCompletion, KeysOfMostEventsComeFirst) {
  const json::value listed = get(ada, "organizations/acme/search/keys/");
  EXPECT_EQ(listed.at(0).at("events"), 3);
  std::int64_t before = 3;
  for (const json::value& one : listed.as_array()) {
    const json::value& events = one.at("events");
    const std::int64_t count = events.is_null() ? 0 : events.as_int64();
    EXPECT_LE(count, before) << one.at("key");
    before = count;
  }
  EXPECT_THAT(keys(), Contains("assigned"));
  EXPECT_THAT(keys(), Contains("is"));
  EXPECT_THAT(keys("search=events"), Not(Contains("assigned")));
  EXPECT_THAT(keys("search=events"), Contains("count"));
  EXPECT_THAT(keys("query=ENVIRON"), ElementsAre("environment"));
  const Texts elsewhere = keys("environment=nowhere");
  EXPECT_THAT(elsewhere, Contains("environment")) << "a key of the language without events";
}

TEST_F(SearchCompletion, ValuesOfWords) {
  EXPECT_THAT(values("key=is"), Contains("unresolved"));
  EXPECT_THAT(values("key=is&query=unres"), ElementsAre("unresolved"));
  EXPECT_THAT(values("key=issue.priority"), ElementsAre("high", "medium", "low"));
  EXPECT_THAT(values("key=age&query=-"), Contains("-24h"));
  EXPECT_THAT(values("key=timesSeen"), IsEmpty());
  EXPECT_THAT(values("key=is&search=events"), IsEmpty());
}

TEST_F(SearchCompletion, ValuesOfPeopleAndProjects) {
  const Texts people_found = values("key=assigned");
  EXPECT_THAT(people_found, Contains("me"));
  EXPECT_THAT(people_found, Contains("#backend"));
  EXPECT_THAT(people_found, Contains("ada@acme.test"));
  EXPECT_THAT(values("key=assigned&query=back"), ElementsAre("#backend"));
  EXPECT_THAT(values("key=bookmarks"), Not(Contains("#backend")));
  EXPECT_THAT(values("key=project"), ElementsAre("shop-api"));
  EXPECT_EQ(value("key=project", "shop-api").at("kind"), "project");
}

TEST_F(SearchCompletion, ValuesOfEventsWithTheirNumbers) {
  const json::value production = value("key=environment", "production");
  EXPECT_EQ(production.at("kind"), "value");
  EXPECT_GT(production.at("events").as_int64(), 0);
  EXPECT_TRUE(production.at("lastSeen").is_string());
  const Texts releases = values("key=firstRelease");
  EXPECT_EQ(releases.front(), "latest");
  EXPECT_THAT(releases, Contains("shop-api@2.4.1"));
  EXPECT_THAT(values("key=environment&query=nowhere"), IsEmpty());
  EXPECT_THAT(values("key=environment&environment=nowhere"), IsEmpty());
  EXPECT_EQ(value("key=level", "error").at("kind"), "word") << "a word with numbers";
  EXPECT_GT(value("key=level", "error").at("events").as_int64(), 0);
}

TEST_F(SearchCompletion, SaysWhatItCannotAnswer) {
  const std::string base = "organizations/acme/search/";
  for (const std::string& path :
       {base + "values/", base + "values/?key=", base + "values/?key=" + std::string(201, 'k'),
        base + "keys/?search=people", base + "keys/?query=" + std::string(201, 'q'),
        base + "keys/?statsPeriod=x", base + "values/?key=environment&statsPeriod=x"})
    EXPECT_EQ(ask(ada, Method::get, path).status, 400) << path;
}

}  // namespace
}  // namespace picket::conformance
