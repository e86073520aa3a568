#include <fstream>
#include <iterator>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "runners.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;

json::object query(const char* config, const char* text, const char* expected) {
  return {{"config", config}, {"query", text}, {"expected", expected}};
}

TEST(SearchRunner, TellsAnotherMeaningAndAnotherError) {
  EXPECT_EQ(run_search_query(query("event", "a:b", "a = b")), std::nullopt);
  EXPECT_EQ(run_search_query(query("event", "a:b", "a = c")), "expected a = c, is a = b");
  EXPECT_EQ(run_search_query(query("event", "a:b*", "a = b* (wildcard)")), std::nullopt);
  EXPECT_EQ(run_search_query(query("issue", "assigned:me", "assigned_to IN [current user]")),
            std::nullopt);
  EXPECT_EQ(run_search_query(query("event", "a:", "ERROR empty STRING")), std::nullopt);
  EXPECT_TRUE(run_search_query(query("event", "a:", "ERROR Invalid date")));
  EXPECT_EQ(run_search_query(query("event", "a:b", "ERROR parse")), "expected an error, is a = b");
  EXPECT_TRUE(run_search_query(query("event", "a:", "a = ''")));
  EXPECT_EQ(run_search_query(query("span", "a:b", "a = b")), "no search of kind span");
}

TEST(SearchVectors, AllHold) {
  std::ifstream file(PICKET_SHARED_DIR "/spec/data/search_queries.json");
  if (!file) GTEST_SKIP() << "no vectors below " PICKET_SHARED_DIR;
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const json::array cases = json::parse(text).as_array();
  EXPECT_GT(cases.size(), 70U);
  for (const json::value& one : cases) {
    EXPECT_EQ(run_search_query(one.as_object()), std::nullopt) << json::serialize(one);
  }
}

}  // namespace
}  // namespace picket::conformance
