#include "conformance/api/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

bool nothing(std::string_view, std::string_view) {
  return false;
}

std::vector<Mismatch> compare(std::string_view example, std::string_view answer,
                              Allowed allowed = &nothing) {
  return conformance::compare("a", boost::json::parse(std::string(example)),
                              boost::json::parse(std::string(answer)), allowed);
}

TEST(KindOf, TellsApartWhatClientsDecodeDifferently) {
  const std::pair<const char*, const char*> cases[] = {
      {"null", "null"},
      {"true", "bool"},
      {"1", "integer"},
      {"1.5", "real"},
      {"\"17\"", "digits"},
      {"\"\"", "text"},
      {"\"a1\"", "text"},
      {"\"2026-05-13T12:00:00Z\"", "date"},
      {"\"2026-05-13T12:00:00.000001Z\"", "date"},
      {"\"2026-05-13T12:00:00.1Z\"", "text"},
      {"\"2026-05-13T12:00:00+00:00\"", "text"},
      {"[]", "array"},
      {"{}", "object"},
  };
  for (const auto& [text, kind] : cases) EXPECT_EQ(kind_of(boost::json::parse(text)), kind) << text;
}

TEST(Compare, FindsMissingAndExtraKeysAndOtherKinds) {
  EXPECT_THAT(compare(R"({"x":1,"y":{"z":"t"}})", R"({"x":2,"y":{"z":"u"}})"), IsEmpty());
  EXPECT_THAT(compare(R"({"x":1,"y":{"z":"t"}})", R"({"y":{"z":1},"w":0})"),
              ElementsAre(Mismatch{"a.x", "missing"}, Mismatch{"a.y.z", "integer instead of text"},
                          Mismatch{"a.w", "extra"}));
}

TEST(Compare, TakesAnotherKindWhereItIsAllowed) {
  const auto nullable = [](std::string_view path, std::string_view kind) {
    return path == "a.x" && kind == "null";
  };
  EXPECT_THAT(compare(R"({"x":1})", R"({"x":null})", nullable), IsEmpty());
  EXPECT_THAT(compare(R"({"y":1})", R"({"y":null})", nullable),
              ElementsAre(Mismatch{"a.y", "null instead of integer"}));
}

TEST(Compare, MatchesMembersOfListsByNameOrInOrder) {
  EXPECT_THAT(compare(R"([{"key":"k","value":"v"},{"key":"l","value":"v"}])",
                      R"([{"key":"m","value":"v"},{"key":"k","value":null}])"),
              ElementsAre(Mismatch{"a[k].value", "null instead of text"},
                          Mismatch{"a[l]", "missing"}, Mismatch{"a[m]", "extra"}));
  EXPECT_THAT(compare(R"([[1,2],[3,4]])", R"([[1,"2"],["3",4]])"),
              ElementsAre(Mismatch{"a[][]", "digits instead of integer"}));
  EXPECT_THAT(compare("[1]", "[]"), ElementsAre(Mismatch{"a[]", "missing"}));
}

}  // namespace
}  // namespace picket::conformance
