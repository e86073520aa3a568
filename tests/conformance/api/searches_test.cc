// Searches and queries that people keep, from one request to the next.
#include <algorithm>
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
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kSearches = "organizations/acme/searches/";
const std::string kPinned = "organizations/acme/pinned-searches/";
const std::string kRecent = "organizations/acme/recent-searches/";
const std::string kQueries = "organizations/acme/discover/saved/";
const std::string kHomepage = "organizations/acme/discover/homepage/";

class Searches : public PeopleApi {
 protected:
  json::value sent(std::string_view token, Method method, const std::string& path,
                   std::string_view body, int status) {
    const auto answer = ask(token, method, path, body);
    EXPECT_EQ(answer.status, status) << path << " " << body << answer.body;
    return answer.body.empty() ? json::value() : json::parse(answer.body);
  }
  void refused(std::string_view token, Method method, const std::string& path,
               std::string_view body, int status, std::string_view why) {
    const auto answer = ask(token, method, path, body);
    EXPECT_EQ(answer.status, status) << path << " " << body << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(std::string(why))) << path << " " << body;
  }
  std::vector<std::string> texts(std::string_view token, const std::string& path,
                                 std::string_view member) {
    std::vector<std::string> found;
    const json::value listed = get(token, path);
    for (const json::value& one : listed.as_array()) found.emplace_back(one.at(member).as_string());
    return found;
  }
  static std::string id_of(const json::value& one) { return std::string(one.at("id").as_string()); }
  std::size_t audited(std::string_view event) {
    const auto entries = log(people.acme);
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(),
                      [&](const ports::AuditEntry& entry) { return entry.event == event; }));
  }
};

TEST_F(Searches, AreSavedForOneselfOrForEverybody) {
  const json::value own = sent(bo, Method::post, kSearches,
                               R"({"type":0,"name":"Mine","query":"is:new","sort":"freq"})", 200);
  EXPECT_EQ(own.at("visibility"), "owner");
  EXPECT_EQ(own.at("sort"), "freq");
  EXPECT_EQ(own.at("isOrgCustom"), false);
  EXPECT_EQ(own.at("dateCreated"), "2026-05-13T12:00:00Z");
  const json::value shared =
      sent(ada, Method::post, kSearches,
           R"({"type":0,"name":"All","query":"is:new","visibility":"organization"})", 200);
  EXPECT_EQ(shared.at("isOrgCustom"), true);
  EXPECT_EQ(shared.at("sort"), "date");
  EXPECT_THAT(texts(bo, kSearches + "?type=0", "name"), ElementsAre("All", "Mine"));
  EXPECT_THAT(texts(ada, kSearches, "name"), ElementsAre("All"));
  EXPECT_THAT(texts(bo, kSearches + "?type=1", "name"), IsEmpty());
  EXPECT_EQ(audited("saved-search.create"), 1U);
}

TEST_F(Searches, AreSavedOnceAndWithinLimits) {
  const std::string_view mine = R"({"type":0,"name":"Mine","query":"is:new"})";
  const std::string_view all =
      R"({"type":0,"name":"All","query":"is:new","visibility":"organization"})";
  sent(ada, Method::post, kSearches, mine, 200);
  sent(ada, Method::post, kSearches, all, 200);
  refused(ada, Method::post, kSearches, mine, 400, "A search for 'is:new' already exists");
  refused(ada, Method::post, kSearches, all, 400,
          "An organization search for 'is:new' already exists");
  refused(ada, Method::post, kSearches, R"({"query":"x"})", 400, "\"name\"");
  refused(ada, Method::post, kSearches, R"({"name":"x","query":" "})", 400, "\"query\"");
  refused(ada, Method::post, kSearches, R"({"name":"x","query":"y","sort":"z"})", 400, "\"sort\"");
  refused(ada, Method::post, kSearches, R"({"name":"x","query":"y","type":"z"})", 400, "\"type\"");
  refused(ada, Method::post, kSearches, R"({"name":"x","query":"y","visibility":"owner_pinned"})",
          400, "\"visibility\"");
  refused(ada, Method::post, kSearches,
          R"({"query":"y","name":")" + std::string(256, 'n') + R"("})", 400, "\"name\"");
  refused(ada, Method::get, kSearches + "?type=issue", "", 400, "Invalid input for `type`");
}

TEST_F(Searches, AreChangedByWhoMay) {
  const std::string own =
      kSearches +
      id_of(sent(bo, Method::post, kSearches, R"({"name":"Mine","query":"is:new"})", 200)) + "/";
  const std::string shared =
      kSearches +
      id_of(sent(ada, Method::post, kSearches,
                 R"({"name":"All","query":"is:old","visibility":"organization"})", 200)) +
      "/";
  const std::string_view changed = R"({"name":"Changed","query":"is:resolved"})";
  // Others do not even learn that it is there.
  refused(ada, Method::put, own, changed, 404, "");
  refused(ada, Method::delete_, own, "", 404, "");
  refused(bo, Method::put, shared, changed, 403, "");
  refused(bo, Method::delete_, shared, "", 403, "");
  refused(bo, Method::put, own, R"({"name":"Mine","query":"is:new","visibility":"organization"})",
          403, "");
  refused(bo, Method::post, kSearches, R"({"name":"Mine","query":"x","visibility":"organization"})",
          403, "");
  const json::value search = sent(bo, Method::put, own, changed, 200);
  EXPECT_EQ(search.at("name"), "Changed");
  EXPECT_EQ(search.at("visibility"), "owner");
  EXPECT_EQ(sent(ada, Method::put, shared, changed, 200).at("visibility"), "organization");
  refused(bo, Method::put, own, R"({"name":"x","query":"y","type":3})", 400, "\"type\"");
  EXPECT_EQ(ask(bo, Method::delete_, own).status, 204);
  EXPECT_EQ(ask(bo, Method::delete_, own).status, 404);
  EXPECT_EQ(ask(ada, Method::delete_, shared).status, 204);
  EXPECT_EQ(ask(ada, Method::delete_, kSearches + "x/").status, 404);
  EXPECT_EQ(audited("saved-search.edit"), 1U);
  EXPECT_EQ(audited("saved-search.remove"), 1U);
  EXPECT_THAT(texts(bo, kSearches, "name"), IsEmpty());
}

TEST_F(Searches, ArePinnedOnePerType) {
  const json::value first =
      sent(bo, Method::put, kPinned, R"({"type":0,"query":"is:new","sort":"date"})", 201);
  EXPECT_EQ(first.at("isPinned"), true);
  EXPECT_EQ(first.at("visibility"), "owner_pinned");
  EXPECT_EQ(first.at("name"), "My Pinned Search");
  const json::value second =
      sent(bo, Method::put, kPinned, R"({"type":0,"query":"is:old","sort":"freq"})", 201);
  EXPECT_EQ(second.at("id"), first.at("id"));
  EXPECT_THAT(texts(bo, kSearches, "query"), ElementsAre("is:old"));
  EXPECT_THAT(texts(ada, kSearches, "query"), IsEmpty());
  sent(bo, Method::put, kPinned, R"({"type":1,"query":"level:error"})", 201);
  EXPECT_EQ(ask(bo, Method::delete_, kPinned, R"({"type":0})").status, 204);
  EXPECT_EQ(ask(bo, Method::delete_, kPinned, R"({"type":0})").status, 204);
  EXPECT_THAT(texts(bo, kSearches, "query"), IsEmpty());
  EXPECT_THAT(texts(bo, kSearches + "?type=1", "query"), ElementsAre("level:error"));
}

TEST_F(Searches, AreRememberedForAWhile) {
  const json::value noted = sent(bo, Method::post, kRecent, R"({"type":0,"query":"is:new"})", 201);
  EXPECT_EQ(noted.at("organizationId"), "1");
  EXPECT_EQ(noted.at("query"), "is:new");
  world.pass(std::chrono::seconds(1));
  sent(bo, Method::post, kRecent, R"({"type":0,"query":"level:error"})", 201);
  world.pass(std::chrono::seconds(1));
  sent(bo, Method::post, kRecent, R"({"type":0,"query":"is:new"})", 204);
  const json::value recent = get(bo, kRecent + "?type=0");
  ASSERT_EQ(recent.as_array().size(), 2U);
  EXPECT_EQ(recent.at(0).at("query"), "is:new");
  EXPECT_EQ(recent.at(0).at("dateCreated"), "2026-05-13T12:00:00Z");
  EXPECT_EQ(recent.at(0).at("lastSeen"), "2026-05-13T12:00:02Z");
  EXPECT_THAT(texts(bo, kRecent + "?query=LEV", "query"), ElementsAre("level:error"));
  EXPECT_THAT(texts(bo, kRecent + "?limit=1", "query"), ElementsAre("is:new"));
  EXPECT_THAT(texts(ada, kRecent, "query"), IsEmpty());
  EXPECT_THAT(texts(bo, kRecent + "?type=1", "query"), IsEmpty());
  refused(bo, Method::get, kRecent + "?limit=0", "", 400, "`limit`");
  refused(bo, Method::post, kRecent, R"({"type":0})", 400, "\"query\"");
}

TEST_F(Searches, TablesAreKeptForTheOrganization) {
  const json::value query = sent(bo, Method::post, kQueries,
                                 R"json({"name":"Errors by title","projects":[1],"range":"14d",
                                     "fields":["title","count()"],"query":"level:error",
                                     "orderby":"-count","yAxis":["count()"],"display":"top5",
                                     "topEvents":5,"version":2})json",
                                 201);
  EXPECT_EQ(query.at("projects"), json::parse("[1]"));
  EXPECT_EQ(query.at("queryDataset"), "error-events");
  EXPECT_EQ(query.at("yAxis"), json::parse(R"json(["count()"])json"));
  EXPECT_EQ(query.at("topEvents"), 5);
  EXPECT_EQ(query.at("createdBy").at("id").as_string(), std::to_string(people.bo.value));
  EXPECT_FALSE(query.as_object().contains("interval"));
  const std::string path = kQueries + id_of(query) + "/";
  const auto without_person = [](json::value of) {
    of.as_object().erase("createdBy");
    return of;
  };
  EXPECT_EQ(without_person(get(ada, path)), without_person(query));
  // What is left out is gone: the body is the whole query.
  world.pass(std::chrono::seconds(5));
  const json::value changed =
      sent(ada, Method::put, path, R"({"name":"Other","projects":[-1],"fields":["id"]})", 200);
  EXPECT_EQ(changed.at("projects"), json::parse("[-1]"));
  EXPECT_FALSE(changed.as_object().contains("query"));
  EXPECT_FALSE(changed.as_object().contains("allProjects"));
  EXPECT_EQ(changed.at("createdBy").at("id"), query.at("createdBy").at("id"));
  EXPECT_EQ(changed.at("dateUpdated"), "2026-05-13T12:00:05Z");
  EXPECT_EQ(ask(ada, Method::post, path + "visit/").status, 204);
  EXPECT_EQ(ask(ada, Method::delete_, path).status, 204);
  EXPECT_EQ(ask(ada, Method::get, path).status, 404);
  EXPECT_EQ(audited("discover-query.create"), 1U);
  EXPECT_EQ(audited("discover-query.edit"), 1U);
  EXPECT_EQ(audited("discover-query.remove"), 1U);
}

TEST_F(Searches, TablesAreListedInAnyOrder) {
  for (const char* name : {"beta", "Alpha", "gamma"}) {
    world.pass(std::chrono::seconds(1));
    sent(name[0] == 'b' ? ada : bo, Method::post, kQueries,
         std::string(R"({"name":")") + name + R"("})", 201);
  }
  ask(bo, Method::post, kQueries + "1/visit/");
  EXPECT_THAT(texts(bo, kQueries, "name"), ElementsAre("gamma", "Alpha", "beta"));
  EXPECT_THAT(texts(bo, kQueries + "?sortBy=name", "name"), ElementsAre("Alpha", "beta", "gamma"));
  EXPECT_THAT(texts(bo, kQueries + "?sortBy=-name", "name"), ElementsAre("gamma", "beta", "Alpha"));
  EXPECT_THAT(texts(bo, kQueries + "?sortBy=mostPopular", "name"),
              ElementsAre("beta", "Alpha", "gamma"));
  EXPECT_THAT(texts(ada, kQueries + "?sortBy=myqueries", "name"),
              ElementsAre("beta", "gamma", "Alpha"));
  EXPECT_THAT(texts(bo, kQueries + "?query=ALP", "name"), ElementsAre("Alpha"));
  EXPECT_THAT(texts(bo, kQueries + "?query=version:2%20name:bet", "name"), ElementsAre("beta"));
  EXPECT_THAT(texts(bo, kQueries + "?query=owner:me", "name"), IsEmpty());
  const auto page = ask(bo, Method::get, kQueries + "?per_page=2&exclude=homepage");
  EXPECT_THAT(std::string(page.headers.get("Link")),
              HasSubstr("rel=\"next\"; results=\"true\"; cursor=\"0:2:0\""));
  refused(bo, Method::get, kQueries + "?sortBy=x", "", 400, "sortBy");
}

TEST_F(Searches, TablesAreRefusedByField) {
  const auto wrong = [&](std::string_view body, std::string_view field) {
    refused(bo, Method::post, kQueries, body, 400, "\"" + std::string(field) + "\"");
  };
  wrong(R"({})", "name");
  wrong(R"({"name":"x","projects":[99]})", "projects");
  wrong(R"({"name":"x","projects":["y"]})", "projects");
  wrong(R"({"name":"x","display":"pie"})", "display");
  wrong(R"({"name":"x","topEvents":11})", "topEvents");
  wrong(R"({"name":"x","start":"yesterday"})", "start");
  wrong(R"({"name":"x","queryDataset":"spans"})", "queryDataset");
  EXPECT_EQ(ask(bo, Method::get, kQueries + "77/").status, 404);
  EXPECT_EQ(ask(bo, Method::get, kQueries + "x/").status, 404);
}

TEST_F(Searches, EverybodyHasAHomepage) {
  EXPECT_EQ(ask(bo, Method::get, kHomepage).status, 204);
  const json::value made = sent(bo, Method::put, kHomepage, R"({"fields":["title"]})", 201);
  EXPECT_EQ(get(bo, kHomepage), made);
  EXPECT_EQ(ask(ada, Method::get, kHomepage).status, 204);
  // It is nobody else's, and not in the list.
  EXPECT_EQ(ask(ada, Method::get, kQueries + id_of(made) + "/").status, 404);
  EXPECT_THAT(texts(bo, kQueries, "name"), IsEmpty());
  const json::value changed = sent(bo, Method::put, kHomepage, R"({"fields":["id"]})", 200);
  EXPECT_EQ(changed.at("id"), made.at("id"));
  EXPECT_EQ(changed.at("fields"), json::parse(R"(["id"])"));
  EXPECT_EQ(ask(bo, Method::delete_, kHomepage).status, 204);
  EXPECT_EQ(ask(bo, Method::get, kHomepage).status, 204);
}

}  // namespace
}  // namespace picket::conformance
