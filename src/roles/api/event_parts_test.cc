#include "roles/api/event_parts.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;

json::object parse(std::string_view text) {
  return json::parse(text).as_object();
}

TEST(EventUser, HasAllKeys) {
  EXPECT_EQ(json::serialize(user_json(parse(
                R"({"user":{"id":77,"email":"a@b","geo":{"city":"Lund","region":null},
                    "data":{"plan":"pro"},"other":1}})"))),
            R"({"id":"77","email":"a@b","username":null,"ip_address":null,"name":null,)"
            R"("geo":{"city":"Lund"},"data":{"plan":"pro"}})");
  for (const char* event :
       {"{}", R"({"user":null})", R"({"user":{}})", R"({"user":{"id":null}})", R"({"user":7})"}) {
    EXPECT_TRUE(user_json(parse(event)).is_null()) << event;
  }
}

TEST(EventUser, ARowKnowsAPartOfIt) {
  domain::EventRow row;
  EXPECT_TRUE(user_of_row(row).is_null());
  const std::pair<const char*, const char*> cases[] = {{"id:u:7", "id"},
                                                       {"email:x@y", "email"},
                                                       {"username:u", "username"},
                                                       {"ip:::1", "ip_address"}};
  for (const auto& [tag, key] : cases) {
    row.user = tag;
    const json::value user = user_of_row(row);
    EXPECT_EQ(user.as_object().size(), 7U) << tag;
    EXPECT_EQ(user.at(key).as_string(), row.user.substr(row.user.find(':') + 1)) << tag;
  }
  row.user = "id:1";
  row.user_email = "a@b";
  EXPECT_EQ(user_of_row(row).at("email"), "a@b");
  row.user = "shoe:42";
  EXPECT_EQ(user_of_row(row).as_object().size(), 7U);
}

TEST(EventTags, SomeAreSearchedByAnotherName) {
  domain::EventRow row;
  row.tags = {{"a", "1"}, {"dist", "7"}, {"release", "a \"b\""}, {"user", "id:u-77"}};
  EXPECT_EQ(json::serialize(tags_json(row)),
            R"([{"key":"a","value":"1"},{"key":"dist","value":"7","query":"dist:\"7\""},)"
            R"({"key":"release","value":"a \"b\"","query":"release:\"a \\\"b\\\"\""},)"
            R"({"key":"user","value":"id:u-77","query":"user.id:\"u-77\""}])");
  row.tags = {{"user", "odd"}};
  EXPECT_EQ(json::serialize(tags_json(row)),
            R"([{"key":"user","value":"odd","query":"user:\"odd\""}])");
}

TEST(EventContexts, EachHasAType) {
  EXPECT_EQ(json::serialize(contexts_json(parse(
                R"({"contexts":{"os":{"name":"Linux"},"my":{"type":"custom"},"x":null,"y":7}})"))),
            R"({"os":{"name":"Linux","type":"os"},"my":{"type":"custom"}})");
  EXPECT_TRUE(contexts_json(parse("{}")).empty());
}

TEST(EventSdk, IsNameAndVersion) {
  EXPECT_EQ(json::serialize(sdk_json(parse(R"({"sdk":{"name":"n","version":"1","packages":[]}})"))),
            R"({"name":"n","version":"1"})");
  EXPECT_TRUE(sdk_json(parse(R"({"sdk":{}})")).is_null());
  EXPECT_TRUE(sdk_json(parse("{}")).is_null());
}

TEST(EventErrors, HaveAMessageAndData) {
  EXPECT_EQ(json::serialize(errors_json(parse(
                R"({"errors":[{"type":"invalid_data","name":"user.id","value":7,"reason":"r"},
                    {"type":"odd"},{},null,
                    {"type":"invalid_data","name":"breadcrumbs.values.0"},
                    {"type":"invalid_data","name":"extra.x"},
                    {"type":"invalid_data","name":"exception.values.0.stacktrace.frames.1.vars"}]})"))),
            R"([{"type":"invalid_data","message":"Discarded invalid value",)"
            R"("data":{"name":"user.id","value":7,"reason":"r"}},)"
            R"({"type":"odd","message":"Unknown error","data":{}},)"
            R"({"type":"unknown_error","message":"Unknown error","data":{}}])");
  EXPECT_TRUE(errors_json(parse("{}")).empty());
}

TEST(EventMessage, IsTheFormattedOne) {
  const json::object both = parse(R"({"logentry":{"formatted":"f","message":"m"}})");
  EXPECT_EQ(message_text(both), "f");
  const json::object plain = parse(R"({"logentry":{"formatted":null,"message":"m"}})");
  EXPECT_EQ(message_text(plain), "m");
  EXPECT_EQ(message_text(parse("{}")), "");
}

}  // namespace
}  // namespace picket::api
