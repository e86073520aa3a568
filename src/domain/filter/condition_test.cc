#include "domain/filter/condition.h"

#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace picket::domain::filter {
namespace {

namespace json = boost::json;

const json::object& sample() {
  static const json::object event = json::parse(R"({
    "type":"transaction","release":"shop@1.2.3+42","environment":"prod","dist":"",
    "transaction":"/cart","transaction_info":{"source":"route"},"start_timestamp":10.5,"timestamp":12,
    "level":"error","user":{"id":"7","email":"","ip_address":"10.1.2.3","geo":{"city":"Wien"}},
    "tags":[["server","a1"],["k",null]],"extra":{"a":{"b":true},"n":5},
    "request":{"method":"GET","headers":[["X-Id","z"]]},"sdk":{"name":"js"},
    "contexts":{"os":{"os":"Linux 5","name":"Linux"},"device":{"battery_level":18446744073709551615,
      "online":false},"app":{"secret":"x"}},
    "measurements":{"lcp":{"value":100.5}},"breakdowns":{"ops":{"http":{"value":3}}},
    "exception":{"values":[{"type":"A","value":"one"},null,{"type":"B","value":"two"}]}
  })")
                                        .as_object();
  return event;
}

bool holds(std::string_view condition) {
  const auto parsed = Condition::parse(json::parse(condition));
  EXPECT_TRUE(parsed.has_value()) << condition;
  return parsed && parsed->matches(sample());
}

bool equal(std::string_view name, std::string_view value) {
  return holds(R"({"op":"eq","name":")" + std::string(name) + R"(","value":)" + std::string(value) +
               "}");
}

TEST(Condition, ReadsEveryKindOfField) {
  const std::pair<const char*, const char*> fields[] = {
      {"event.level", R"("error")"},
      {"event.release", R"("shop@1.2.3+42")"},
      {"event.release.package", R"("shop")"},
      {"event.release.version.short", R"("1.2.3")"},
      {"event.release.build", R"("42")"},
      {"event.transaction.source", R"("route")"},
      {"event.user.id", R"("7")"},
      {"event.user.geo.city", R"("Wien")"},
      {"event.tags.server", R"("a1")"},
      {"event.extra.a.b", "true"},
      {"event.request.headers.x-id", R"("z")"},
      {"event.sdk.name", R"("js")"},
      {"event.contexts.os", R"("Linux 5")"},
      {"event.contexts.os.name", R"("Linux")"},
      {"event.contexts.device.online", "false"},
      {"event.error.type", R"("B")"},
  };
  for (const auto& [name, value] : fields) EXPECT_TRUE(equal(name, value)) << name;
}

TEST(Condition, MissingFieldsEqualNull) {
  for (const char* name :
       {"event.logger", "event.user.email", "event.dist", "event.tags.none", "event.tags.k",
        "event.contexts.app.secret", "event.nonsense", "release", "trace.release",
        "event.request.headers.none", "event.extra.a", "event.tags.", "event."}) {
    EXPECT_TRUE(equal(name, "null")) << name;
    EXPECT_FALSE(equal(name, R"("")")) << name;
  }
  EXPECT_FALSE(equal("event.release", "null"));
}

TEST(Condition, ComparesTexts) {
  EXPECT_TRUE(equal("event.environment", R"(["dev","prod",3])"));
  EXPECT_FALSE(equal("event.environment", R"(["dev"])"));
  EXPECT_FALSE(equal("event.environment", "[]"));
  EXPECT_FALSE(equal("event.environment", R"("PROD")"));
  EXPECT_TRUE(holds(
      R"({"op":"eq","name":"event.environment","value":"PROD","options":{"ignoreCase":true}})"));
  EXPECT_FALSE(equal("event.extra.n", "5")) << "numbers are ordered, not equal";
}

TEST(Condition, OrdersNumbersAndTexts) {
  const auto compare = [](const char* op, const char* name, const char* value) {
    return holds(std::string(R"({"op":")") + op + R"(","name":")" + name + R"(","value":)" + value +
                 "}");
  };
  EXPECT_TRUE(compare("gt", "event.duration", "1499"));
  EXPECT_FALSE(compare("gt", "event.duration", "1500"));
  EXPECT_TRUE(compare("gte", "event.duration", "1500"));
  EXPECT_TRUE(compare("lte", "event.duration", "1500"));
  EXPECT_FALSE(compare("lt", "event.duration", "1500"));
  EXPECT_TRUE(compare("lt", "event.measurements.lcp.value", "100.6"));
  EXPECT_TRUE(compare("gte", "event.breakdowns.ops.http", "3"));
  EXPECT_TRUE(compare("gte", "event.contexts.device.battery_level", "18446744073709551615"));
  EXPECT_FALSE(compare("gt", "event.contexts.device.battery_level", "18446744073709551615"));
  EXPECT_TRUE(compare("gt", "event.environment", R"("plan")"));
  EXPECT_FALSE(compare("gt", "event.environment", "1")) << "a text is no number";
  for (const char* op : {"gt", "gte", "lt", "lte"})
    EXPECT_FALSE(compare(op, "event.logger", "1")) << op;
}

TEST(Condition, MatchesGlobsAndRanges) {
  EXPECT_TRUE(holds(R"({"op":"glob","name":"event.transaction","value":["/x*","/CA*"]})"));
  EXPECT_FALSE(holds(R"({"op":"glob","name":"event.transaction","value":["["]})"));
  EXPECT_FALSE(holds(R"({"op":"glob","name":"event.logger","value":["*"]})"));
  EXPECT_TRUE(holds(R"({"op":"cidr","name":"event.user.ip_address","value":["10.0.0.0/8"]})"));
  EXPECT_FALSE(holds(R"({"op":"cidr","name":"event.release","value":["0.0.0.0/0"]})"));
}

constexpr std::string_view kYes = R"({"op":"eq","name":"event.level","value":"error"})";
constexpr std::string_view kNo = R"({"op":"eq","name":"event.level","value":"info"})";
constexpr std::string_view kUnknown = R"({"op":"regex","name":"x"})";

std::string join(const char* op, std::string_view a, std::string_view b) {
  return std::string(R"({"op":")") + op + R"(","inner":[)" + std::string(a) + "," + std::string(b) +
         "]}";
}

std::string negate(std::string_view a) {
  return R"({"op":"not","inner":)" + std::string(a) + "}";
}

TEST(Condition, CombinesOthers) {
  EXPECT_TRUE(holds(R"({"op":"and","inner":[]})"));
  EXPECT_FALSE(holds(R"({"op":"or","inner":[]})"));
  EXPECT_TRUE(holds(join("and", kYes, kYes)));
  EXPECT_FALSE(holds(join("and", kYes, kNo)));
  EXPECT_TRUE(holds(join("or", kNo, kYes)));
  EXPECT_FALSE(holds(join("or", kNo, kNo)));
  EXPECT_TRUE(holds(negate(kNo)));
  EXPECT_FALSE(holds(negate(kYes)));
}

TEST(Condition, UnknownOperatorsNeverDecide) {
  EXPECT_FALSE(holds(kUnknown));
  EXPECT_FALSE(holds(negate(kUnknown)));
  EXPECT_FALSE(holds(join("and", kYes, kUnknown)));
  EXPECT_TRUE(holds(join("or", kUnknown, kYes)));
  EXPECT_TRUE(holds(negate(join("and", kUnknown, kNo))));
  EXPECT_FALSE(holds(negate(join("or", kUnknown, kNo))));
}

TEST(Condition, LooksThroughExceptions) {
  const auto each = [](const char* op, const char* inner, const char* list = "event.exceptions") {
    return holds(std::string(R"({"op":")") + op + R"(","name":")" + list + R"(","inner":)" + inner +
                 "}");
  };
  EXPECT_TRUE(each("any", R"({"op":"eq","name":"ty","value":"B"})"));
  EXPECT_TRUE(
      each("any", R"({"op":"glob","name":"value","value":["TW*"]})", "event.exception.values"));
  EXPECT_FALSE(each("any", R"({"op":"eq","name":"ty","value":"C"})"));
  EXPECT_FALSE(each("all", R"({"op":"eq","name":"ty","value":["A","B"]})")) << "one has no type";
  EXPECT_TRUE(each("all", R"({"op":"eq","name":"module","value":null})"));
  EXPECT_FALSE(each("any", R"({"op":"eq","name":"event.level","value":"error"})"))
      << "names are relative";
  EXPECT_FALSE(each("all", R"({"op":"eq","name":"ty","value":null})", "event.threads"));
  const auto all = Condition::parse(json::parse(
      R"({"op":"all","name":"event.exceptions","inner":{"op":"eq","name":"ty","value":"A"}})"));
  EXPECT_FALSE(all->matches({})) << "no list";
  EXPECT_TRUE(all->matches(json::parse(R"({"exception":{"values":[]}})").as_object()));
}

TEST(Condition, SaysWhatIsWrong) {
  using enum ConditionError;
  std::string deep = std::string(kYes);
  for (int i = 0; i < kMaxConditionDepth; ++i) deep = negate(deep);
  std::string large = R"({"op":"eq","name":"a","value":["x")";
  for (std::size_t i = 0; i < kMaxConditionParts; ++i) large += R"(,"x")";
  const std::pair<std::string, ConditionError> cases[] = {
      {"[]", not_an_object},
      {"{}", no_op},
      {R"({"op":3})", no_op},
      {R"({"op":"eq","value":1})", no_name},
      {R"({"op":"eq","name":"a"})", bad_value},
      {R"({"op":"eq","name":"a","value":{}})", bad_value},
      {R"({"op":"gt","name":"a","value":null})", bad_value},
      {R"({"op":"glob","name":"a","value":3})", bad_value},
      {R"({"op":"and","inner":{}})", bad_inner},
      {R"({"op":"not"})", bad_inner},
      {R"({"op":"any","inner":{"op":"eq"}})", no_name},
      {R"({"op":"any","name":"event.exceptions"})", bad_inner},
      {deep, too_deep},
      {large + "]}", too_large},
  };
  for (const auto& [text, want] : cases) {
    const auto parsed = Condition::parse(json::parse(text));
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error(), want) << text;
    EXPECT_FALSE(to_string(want).empty());
  }
}

}  // namespace
}  // namespace picket::domain::filter
