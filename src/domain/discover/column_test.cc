#include "domain/discover/column.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/discover/sort.h"

namespace picket::domain::discover {
namespace {

using search::EventField;
using search::ValuePart;

Column read(std::string_view text) {
  auto column = read_column(text);
  EXPECT_TRUE(column) << text << ": " << (column ? "" : column.error().text);
  return column ? *std::move(column) : Column{};
}

Field field(std::string_view text) {
  const Column column = read(text);
  const auto* const found = std::get_if<Field>(&column.of);
  EXPECT_NE(found, nullptr) << text;
  EXPECT_EQ(column.name, text);
  return found == nullptr ? Field{} : *found;
}

search::SearchError refusal(std::string_view text) {
  const auto column = read_column(text);
  EXPECT_FALSE(column) << text;
  return column ? search::SearchError{} : column.error();
}

TEST(ReadColumn, FindsFieldsOfEvents) {
  EXPECT_EQ(field("title"), (Field{{EventField::title, {}}}));
  EXPECT_EQ(field("id"), (Field{{EventField::id, {}}}));
  EXPECT_EQ(field("timestamp"), (Field{{EventField::timestamp, {}}, ResultType::date}));
  EXPECT_EQ(field("level"), (Field{{EventField::level, {}}}));
  EXPECT_EQ(field("event.type"), (Field{{EventField::type, {}}}));
  EXPECT_EQ(field("culprit"), (Field{{EventField::culprit, {}}}));
  EXPECT_EQ(field("location"), (Field{{EventField::culprit, {}}}));
  EXPECT_EQ(field("project.id"), (Field{{EventField::project, {}}, ResultType::integer}));
  EXPECT_EQ(field("project"),
            (Field{{EventField::project, {}}, ResultType::text, Rendering::project_slug}));
  EXPECT_EQ(field("project.name"), field("project"));
  EXPECT_EQ(field("issue"),
            (Field{{EventField::issue, {}}, ResultType::text, Rendering::short_id}));
  EXPECT_EQ(field("issue.id"), (Field{{EventField::issue, {}}, ResultType::integer}));
  EXPECT_EQ(field("timestamp.to_day"),
            (Field{{EventField::timestamp, {}, ValuePart::day}, ResultType::date}));
  EXPECT_EQ(field("timestamp.to_hour"),
            (Field{{EventField::timestamp, {}, ValuePart::hour}, ResultType::date}));
  EXPECT_EQ(field("message"), (Field{{EventField::message, {}}}));
}

TEST(ReadColumn, ShowsWhatTheStoreHasOtherwise) {
  EXPECT_EQ(field("error.handled"),
            (Field{{EventField::handled, {}}, ResultType::list, Rendering::list}));
  EXPECT_EQ(field("error.unhandled"),
            (Field{{EventField::handled, {}}, ResultType::boolean, Rendering::opposite}));
  EXPECT_EQ(field("error.mechanism"),
            (Field{{EventField::tag, "mechanism"}, ResultType::list, Rendering::list}));
  EXPECT_EQ(field("user"), (Field{{EventField::user, {}}}));
  EXPECT_EQ(field("user.display").rendering, Rendering::user_label);
  EXPECT_EQ(field("user.id"), (Field{{EventField::user, {}, ValuePart::user_id}}));
  EXPECT_EQ(field("user.username"), (Field{{EventField::user, {}, ValuePart::user_username}}));
  EXPECT_EQ(field("user.ip"), (Field{{EventField::user, {}, ValuePart::user_ip}}));
  EXPECT_EQ(field("user.email"), (Field{{EventField::user_email, {}}}));
}

TEST(ReadColumn, TakesOtherNamesForTags) {
  const Field foo{{EventField::tag, "foo"}};
  EXPECT_EQ(field("foo"), foo);
  EXPECT_EQ(field("tags[foo]"), foo);
  EXPECT_EQ(field("\"foo\""), foo);
  EXPECT_EQ(field("tags[foo, number]"), foo);
  EXPECT_EQ(field("browser.name").value.tag, "browser.name");
  EXPECT_EQ(field("\"foo:bar\"").value.tag, "foo:bar");
  // A field's name in brackets is the tag.
  EXPECT_EQ(field("tags[title]"), (Field{{EventField::tag, "title"}}));
  EXPECT_EQ(field("geo.city").value.tag, "geo.city");
  EXPECT_EQ(field("device.family").value.tag, "device.family");
  EXPECT_EQ(field("http.url").value, (search::EventValue{EventField::tag, "url"}));
}

TEST(ReadColumn, RefusesWhatItDoesNotHave) {
  for (const char* text : {"stack.filename", "device.arch", "error.value", "release.version",
                           "measurements.lcp", "flags[a]", "foo[*]", "transaction.duration"}) {
    EXPECT_EQ(refusal(text).text, "Field " + std::string(text) + " is not supported yet");
    EXPECT_EQ(refusal(text).at, (search::Span{0, std::string(text).size()}));
  }
  for (const char* text : {"", "a b", "foo)", "tags[", "count(", "count()x", "a:b", "\"\""}) {
    EXPECT_EQ(refusal(text).text, "Field " + std::string(text) + " does not exist");
  }
  EXPECT_EQ(refusal("equation|count() * 2").text, "Equations are not supported yet");
  EXPECT_EQ(refusal("a\xFF").text, "The text of a field is not valid text");
  EXPECT_EQ(refusal(std::string(501, 'a')).text, "The text of a field has more than 500 bytes");
  EXPECT_EQ(field(std::string(500, 'a')).value.tag.size(), 500U);
}

TEST(ReadColumn, NamesWhatIsWrongWithAFunction) {
  EXPECT_EQ(refusal("counts()").text, "counts is not a valid function");
  EXPECT_EQ(refusal("count(title)").text, "count: expected 0 argument(s)");
  EXPECT_EQ(refusal("count_if(level,equals)").text, "count_if: expected 3 argument(s)");
  EXPECT_EQ(refusal("p95(title)").text,
            "p95: column argument invalid: title is not a numeric column");
  EXPECT_EQ(refusal("p95(title)").at, (search::Span{0, 10}));
  EXPECT_EQ(read_function_column("title").error().text, "title is not a function");
  EXPECT_TRUE(read_function_column("count()"));
}

TEST(ReadColumn, HasAnAliasThatOlderClientsSortBy) {
  EXPECT_EQ(read("count()").alias, "count");
  EXPECT_EQ(read("count_unique(user)").alias, "count_unique_user");
  EXPECT_EQ(read("p95(tags[ms])").alias, "p95_tags_ms");
  EXPECT_EQ(read("count_if(level, equals, error)").alias, "count_if_level_equals_error");
  EXPECT_EQ(read("title").alias, "title");
}

TEST(FindSort, GoesByNameOrAlias) {
  const std::vector<Column> columns = {read("title"), read("count()"), read("count_unique(user)")};
  EXPECT_EQ(find_sort("title", columns), (Sort{0, false}));
  EXPECT_EQ(find_sort("-title", columns), (Sort{0, true}));
  EXPECT_EQ(find_sort("-count()", columns), (Sort{1, true}));
  EXPECT_EQ(find_sort("count", columns), (Sort{1, false}));
  EXPECT_EQ(find_sort("-count_unique_user", columns), (Sort{2, true}));
  EXPECT_FALSE(find_sort("release", columns));
  EXPECT_FALSE(find_sort("--title", columns));
  EXPECT_FALSE(find_sort("", columns));
  // A tag that is called as the function's alias.
  const std::vector<Column> both = {read("count()"), read("count")};
  EXPECT_EQ(find_sort("count", both), (Sort{1, false}));
}

}  // namespace
}  // namespace picket::domain::discover
