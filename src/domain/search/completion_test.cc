#include "domain/search/completion.h"

#include <algorithm>
#include <set>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::search {
namespace {

const Completion* find(const std::vector<Completion>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [name](const Completion& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

TEST(Completions, AreTheKeysOfTheSearch) {
  const auto of_issues = completions(issue_search());
  ASSERT_NE(find(of_issues, "age"), nullptr);
  EXPECT_EQ(find(of_issues, "age")->kind, "date");
  EXPECT_EQ(find(of_issues, "assigned")->kind, "actor");
  EXPECT_EQ(find(of_issues, "is")->kind, "is");
  EXPECT_EQ(find(of_issues, "assigned_to"), nullptr) << "another name of one that is there";
  EXPECT_EQ(find(of_issues, "count"), nullptr);
  const auto of_events = completions(event_search());
  EXPECT_EQ(find(of_events, "count")->kind, "function");
  EXPECT_EQ(find(of_events, "transaction.duration")->kind, "duration");
  EXPECT_EQ(find(of_events, "is"), nullptr);
  EXPECT_EQ(find(of_events, "age"), nullptr);
}

TEST(Completions, HaveEachNameOnceAndADescription) {
  for (const SearchConfig* config : {&issue_search(), &event_search()}) {
    std::set<std::pair<std::string_view, std::string_view>> names;
    for (const Completion& one : completions(*config)) {
      EXPECT_TRUE(names.insert({one.name, one.kind}).second) << one.name;
      EXPECT_FALSE(one.about.empty()) << one.name;
    }
  }
}

TEST(Completions, HaveEveryDocumentedPropertyOfIssues) {
  // Shared spec "search", section 5.
  const auto all = completions(issue_search());
  for (const char* name : {"age",
                           "app.in_foreground",
                           "assigned",
                           "assigned_or_suggested",
                           "bookmarks",
                           "device.arch",
                           "device.brand",
                           "device.class",
                           "device.family",
                           "device.locale",
                           "device.model_id",
                           "device.name",
                           "device.orientation",
                           "device.screen_density",
                           "device.screen_dpi",
                           "device.screen_height_pixels",
                           "device.screen_width_pixels",
                           "device.uuid",
                           "dist",
                           "error.handled",
                           "error.main_thread",
                           "error.mechanism",
                           "error.type",
                           "error.unhandled",
                           "error.value",
                           "event.timestamp",
                           "event.type",
                           "firstRelease",
                           "firstSeen",
                           "geo.city",
                           "geo.country_code",
                           "geo.region",
                           "has",
                           "http.method",
                           "http.referer",
                           "http.status_code",
                           "http.url",
                           "id",
                           "is",
                           "issue",
                           "issue.category",
                           "issue.type",
                           "lastSeen",
                           "level",
                           "location",
                           "message",
                           "os.build",
                           "os.kernel_version",
                           "os.distribution_name",
                           "os.distribution_version",
                           "platform.name",
                           "project",
                           "project.id",
                           "release",
                           "release.build",
                           "release.package",
                           "release.stage",
                           "release.version",
                           "sdk.name",
                           "sdk.version",
                           "stack.abs_path",
                           "stack.filename",
                           "stack.function",
                           "stack.module",
                           "stack.package",
                           "timesSeen",
                           "timestamp",
                           "title",
                           "trace",
                           "transaction",
                           "unreal.crash_type",
                           "user.email",
                           "user.id",
                           "user.ip",
                           "user.username"}) {
    EXPECT_NE(find(all, name), nullptr) << name;
  }
}

TEST(ValueCompletions, AreThoseThatAreKnown) {
  const auto of_is = value_completions(issue_search(), "is");
  EXPECT_NE(std::find(of_is.begin(), of_is.end(), "unresolved"), of_is.end());
  EXPECT_TRUE(value_completions(event_search(), "is").empty());
  EXPECT_EQ(value_completions(issue_search(), "issue.priority").size(), 3U);
  EXPECT_EQ(value_completions(event_search(), "error.handled").size(), 2U);
  EXPECT_TRUE(value_completions(event_search(), "my.tag").empty());
}

}  // namespace
}  // namespace picket::domain::search
