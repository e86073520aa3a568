#include "roles/api/body.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

namespace json = boost::json;

net::Request request(std::string body, std::string_view type = "application/json") {
  net::Request request;
  request.body = std::move(body);
  request.headers.add("Content-Type", type);
  return request;
}

TEST(ReadBody, TakesAnObjectOrNothing) {
  EXPECT_EQ(read_body(request(R"({"a":1})"))->at("a").as_int64(), 1);
  EXPECT_TRUE(read_body(request("{}", "Application/JSON; charset=utf-8"))->empty());
  EXPECT_TRUE(read_body(net::Request())->empty());
}

TEST(ReadBody, RefusesWhatIsNotAnObjectOfJson) {
  for (const char* body : {"[]", "null", "1", "\"x\"", "{", "{\"a\":}", "a=b"})
    EXPECT_EQ(read_body(request(body)).error().status, 400) << body;
  std::string deep(100'000, '[');
  EXPECT_EQ(read_body(request(deep)).error().status, 400);
}

TEST(ReadBody, RefusesTypesThatAFormOfAnotherSiteCanSend) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded",
                           "multipart/form-data", "application/jsonx"}) {
    EXPECT_EQ(read_body(request("{}", type)).error().status, 415) << type;
  }
}

class FieldsOf : public testing::Test {
 protected:
  std::string problems() const { return json::serialize(*fields_.problem().body); }

  json::object body_ = json::parse(R"({
    "name": "  Shop  ", "blank": " ", "number": 7, "big": 99, "half": 1.5, "yes": true,
    "none": null, "words": ["a", " b "], "mixed": ["a", 1], "nul": "a\u0000b", "long": "äöüß"
  })")
                           .as_object();
  Fields fields_{body_};
};

TEST_F(FieldsOf, WellFormedOnesAreRead) {
  EXPECT_EQ(fields_.text("name", 10), "Shop");
  EXPECT_EQ(fields_.required_text("name", 10), "Shop");
  EXPECT_EQ(fields_.text("long", 4), "äöüß");
  EXPECT_EQ(fields_.flag("yes"), true);
  EXPECT_EQ(fields_.number("number", 0, 10), 7);
  EXPECT_EQ(fields_.texts("words", 2), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(fields_.has("none"));
  EXPECT_FALSE(fields_.has("absent"));
  EXPECT_TRUE(fields_.ok());
}

TEST_F(FieldsOf, AbsentAndNullAreNothing) {
  for (const char* name : {"absent", "none"}) {
    EXPECT_FALSE(fields_.text(name, 10));
    EXPECT_FALSE(fields_.flag(name));
    EXPECT_FALSE(fields_.number(name, 0, 1));
    EXPECT_FALSE(fields_.texts(name, 1));
  }
  EXPECT_TRUE(fields_.ok());
}

TEST_F(FieldsOf, EveryWrongOneIsNamed) {
  fields_.text("number", 10);
  fields_.text("nul", 10);
  fields_.text("long", 3);
  fields_.required_text("absent", 10);
  fields_.required_text("blank", 10);
  fields_.required_text("none", 10);
  fields_.flag("name");
  fields_.number("half", 0, 10);
  fields_.number("big", 0, 10);
  fields_.texts("mixed", 2);
  fields_.texts("words", 1);
  fields_.refuse("blank", "Second.");
  EXPECT_FALSE(fields_.ok());
  EXPECT_EQ(fields_.problem().status, 400);
  EXPECT_EQ(problems(),
            R"({"number":["Not a valid string."],"nul":["Null characters are not allowed."],)"
            R"("long":["Ensure this field has no more than 3 characters."],)"
            R"("absent":["This field is required."],)"
            R"("blank":["This field may not be blank.","Second."],)"
            R"("none":["This field may not be null."],"name":["Must be a valid boolean."],)"
            R"("half":["A valid integer is required."],)"
            R"("big":["Ensure this value is less than or equal to 10."],)"
            R"("mixed":["Each item must be a text of at most 200 characters."],)"
            R"("words":["Ensure this field has no more than 1 elements."]})");
}

}  // namespace
}  // namespace picket::api
