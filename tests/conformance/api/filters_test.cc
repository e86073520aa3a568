// The inbound filters of a project, as clients read and change them.
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "conformance/api/people_api.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
using net::Method;

class FiltersApi : public PeopleApi {
 protected:
  json::value active(std::string_view id) {
    const json::value filters = get(ada, kFilters);
    for (const json::value& filter : filters.as_array()) {
      if (filter.at("id") == json::value(id)) return filter.at("active");
    }
    ADD_FAILURE() << "no filter " << id;
    return {};
  }
  int set(std::string_view id, std::string_view body) {
    return ask(ada, Method::put, std::string(kFilters) + std::string(id) + "/", body).status;
  }
  net::testkit::Answer set_option(std::string_view name, const json::value& value) {
    const json::value body{{"options", {{name, value}}}};
    return ask(ada, Method::put, kShop, json::serialize(body));
  }
  json::value option(std::string_view name) { return get(ada, kShop).at("options").at(name); }

  static constexpr std::string_view kShop = "projects/acme/shop-api/";
  static constexpr std::string_view kFilters = "projects/acme/shop-api/filters/";
};

TEST_F(FiltersApi, ThereAreFive) {
  EXPECT_EQ(get(bo, kFilters), json::parse(R"([{"id":"browser-extensions","active":false},
                {"id":"filtered-transaction","active":true},
                {"id":"legacy-browsers","active":false},
                {"id":"localhost","active":false},
                {"id":"web-crawlers","active":true}])"));
}

TEST_F(FiltersApi, AreSwitchedOneByOne) {
  for (const std::string_view id :
       {"browser-extensions", "filtered-transaction", "localhost", "web-crawlers"}) {
    for (const bool on : {true, false}) {
      EXPECT_EQ(set(id, on ? R"({"active":true})" : R"({"active":false})"), 204) << id;
      EXPECT_EQ(active(id), json::value(on)) << id;
    }
  }
}

TEST_F(FiltersApi, BrowsersAreASwitchOrAChoice) {
  constexpr std::string_view kId = "legacy-browsers";
  EXPECT_EQ(set(kId, R"({"active":true})"), 204);
  EXPECT_EQ(active(kId), json::value(true));
  EXPECT_EQ(set(kId, R"({"subfilters":["ie","safari","ie"]})"), 204);
  EXPECT_EQ(active(kId), (json::value{"ie", "safari"}));
  EXPECT_EQ(set(kId, R"({"active":true,"subfilters":["opera_mini_pre_8"]})"), 204);
  EXPECT_EQ(active(kId), json::value(json::array{"opera_mini_pre_8"}));
  EXPECT_EQ(set(kId, R"({"active":false,"subfilters":["ie"]})"), 204);
  EXPECT_EQ(active(kId), json::value(false));
  EXPECT_EQ(set(kId, R"({"subfilters":[]})"), 204);
  EXPECT_EQ(active(kId), json::value(false));
}

TEST_F(FiltersApi, BadChangesNameTheField) {
  const std::pair<const char*, const char*> cases[] = {
      {"{}", "active"},
      {R"({"active":"yes"})", "active"},
      {R"({"active":null})", "active"},
      {R"({"subfilters":["netscape"]})", "subfilters"},
      {R"({"subfilters":"ie"})", "subfilters"},
  };
  for (const auto& [body, field] : cases) {
    const auto answer = ask(ada, Method::put, std::string(kFilters) + "legacy-browsers/", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_TRUE(json::parse(answer.body).as_object().contains(field)) << body << answer.body;
  }
  EXPECT_EQ(active("legacy-browsers"), json::value(false));
}

TEST_F(FiltersApi, OthersAreNotThere) {
  for (const std::string_view id :
       {"react-hydration-errors", "chunk-load-error", "error-messages", "x"}) {
    EXPECT_EQ(set(id, R"({"active":true})"), 404) << id;
  }
}

TEST_F(FiltersApi, WhoOnlyReadsChangesNothing) {
  EXPECT_EQ(ask(bo, Method::put, std::string(kFilters) + "localhost/", R"({"active":true})").status,
            403);
}

TEST_F(FiltersApi, ListsAreKeptLineByLine) {
  EXPECT_EQ(set_option("filters:releases", " Shop@1.* \r\n\n1.0").status, 200);
  EXPECT_EQ(option("filters:releases"), json::value("shop@1.*\n1.0"));
  EXPECT_EQ(set_option("filters:error_messages", " TypeError: * \n\n").status, 200);
  EXPECT_EQ(option("filters:error_messages"), json::value("TypeError: *"));
  EXPECT_EQ(set_option("filters:blacklisted_ips", "10.0.0.1\n2001:DB8::/32").status, 200);
  EXPECT_EQ(option("filters:blacklisted_ips"), json::value("10.0.0.1\n2001:db8::/32"));
  EXPECT_EQ(set_option("filters:chunk-load-error", false).status, 200);
  EXPECT_EQ(option("filters:chunk-load-error"), json::value(false));
}

TEST_F(FiltersApi, WhatCannotBeReadIsRefusedByName) {
  const std::pair<const char*, json::value> cases[] = {
      {"filters:blacklisted_ips", "10.0.0.1\nlocalhost"},
      {"filters:blacklisted_ips", "10.0.0.0/33"},
      {"filters:releases", "1.*\n[1.0"},
      {"filters:error_messages", "a\n{b"},
      {"filters:error_messages", 3},
      {"filters:error_messages", json::value(std::string(65'537, 'a'))},
      {"filters:chunk-load-error", "1"},
      {"filters:generic", "{"},
      {"filters:generic",
       R"({"version":1,"filters":[{"id":"a","isEnabled":true,"condition":{}}]})"},
  };
  for (const auto& [name, value] : cases) {
    const auto answer = set_option(name, value);
    EXPECT_EQ(answer.status, 400) << name;
    EXPECT_TRUE(json::parse(answer.body).as_object().contains(name)) << answer.body;
  }
  const auto quoted = set_option("filters:error_messages", "good*\n[bad");
  EXPECT_NE(quoted.body.find("[bad"), std::string::npos) << quoted.body;
}

}  // namespace
}  // namespace picket::conformance
