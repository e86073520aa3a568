#include "conformance/api/schema_check.h"

#include <gtest/gtest.h>

namespace picket::conformance {
namespace {

namespace json = boost::json;

constexpr std::string_view kDocument = R"({"components": {"schemas": {
  "Small": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": true},
  "Thing": {"type": "object", "required": ["id", "at"], "properties": {
    "id": {"type": "string", "maxLength": 3},
    "at": {"type": ["string", "null"], "format": "date-time"},
    "word": {"type": "string", "enum": ["a", "b"]},
    "count": {"type": "integer", "minimum": 1, "maximum": 9},
    "pair": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}],
             "items": false, "minItems": 2},
    "names": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
    "any": {},
    "map": {"type": "object", "additionalProperties": {"type": "boolean"}},
    "part": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]}}}}}})";

std::vector<std::string> flaws(std::string_view value, std::string_view unused = {},
                               std::string_view name = "Thing") {
  const json::value document = json::parse(kDocument);
  const json::value schema = {{"$ref", "#/components/schemas/" + std::string(name)}};
  return SchemaCheck(document.as_object(), unused).flaws(schema, json::parse(value));
}

TEST(SchemaCheck, TakesWhatIsDescribed) {
  EXPECT_TRUE(flaws(R"({"id": "é12", "at": "2026-05-13T12:00:00Z", "word": "b", "count": 9,
                        "pair": [1, "x"], "names": ["x", "y"], "any": [{}], "map": {"z": true},
                        "part": {"id": "", "at": null, "part": null}})")
                  .empty());
}

TEST(SchemaCheck, RefusesEverythingElse) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {R"({"at": null})", ".id: missing"},
      {R"({"id": "", "at": null, "more": 1})", ".more: described nowhere"},
      {R"({"id": 1, "at": null})", R"(.id: integer instead of "string")"},
      {R"({"id": "1234", "at": null})", ".id: too long"},
      {R"({"id": "", "at": "today"})", R"(.at: "today" is no date)"},
      {R"({"id": "", "at": null, "word": "c"})", R"(.word: "c" is none of ["a","b"])"},
      {R"({"id": "", "at": null, "count": 0})", ".count: too small"},
      {R"({"id": "", "at": null, "count": 10})", ".count: too large"},
      {R"({"id": "", "at": null, "count": 1.5})", R"(.count: real instead of "integer")"},
      {R"({"id": "", "at": null, "pair": [1]})", ".pair: too few"},
      {R"({"id": "", "at": null, "pair": [1, "x", 2]})", ".pair: too many"},
      {R"({"id": "", "at": null, "pair": ["x", "x"]})", R"(.pair[0]: text instead of "integer")"},
      {R"({"id": "", "at": null, "names": ["", "", ""]})", ".names: too many"},
      {R"({"id": "", "at": null, "names": [1]})", R"(.names[]: integer instead of "string")"},
      {R"({"id": "", "at": null, "map": {"z": 1}})", R"(.map.z: integer instead of "boolean")"},
      {R"({"id": "", "at": null, "part": {"id": ""}})", ".part.at: missing"},
  };
  for (const auto& [value, flaw] : cases)
    EXPECT_EQ(flaws(value), std::vector<std::string>{std::string(flaw)}) << value;
}

TEST(SchemaCheck, CanLeaveOutOneForm) {
  const json::value document = json::parse(kDocument);
  const json::value schema = json::parse(
      R"({"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"$ref": "#/components/schemas/Small"}]})");
  const json::value value = json::parse(R"({"id": "1"})");
  EXPECT_TRUE(SchemaCheck(document.as_object()).flaws(schema, value).empty());
  EXPECT_EQ(SchemaCheck(document.as_object(), "Small").flaws(schema, value).size(), 1U);
}

TEST(SchemaCheck, KnowsAReferenceThatLeadsNowhere) {
  EXPECT_EQ(flaws("1", {}, "Nothing"),
            std::vector<std::string>{"the value: its schema is nowhere"});
}

}  // namespace
}  // namespace picket::conformance
