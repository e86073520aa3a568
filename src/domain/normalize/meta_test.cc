#include "domain/normalize/meta.h"

#include <optional>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

Meta loaded(std::string_view meta, std::string_view event) {
  Meta loaded({});
  loaded.load(json::parse(meta), json::parse(event).as_object());
  return loaded;
}

std::string text(Meta meta) {
  return json::serialize(std::move(meta).take());
}

TEST(Meta, ContinuesWhatWasSent) {
  constexpr std::string_view kSent =
      R"({"a":{"0":{"b":{"":{"rem":[["@ip","s",0,4]],"err":["invalid_data"],"len":9,"val":"x"}}}}})";
  EXPECT_EQ(text(loaded(kSent, R"({"a":[{"b":"[ip]"}]})")), kSent);
}

TEST(Meta, IgnoresWhatIsAboutNoValue) {
  constexpr std::string_view kEvent = R"({"a":[1,2],"o":{"x":null},"s":"t"})";
  for (const char* sent :
       {R"({"b":{"":{"len":1}}})", R"({"a":{"2":{"":{"len":1}}}})",
        R"({"a":{"01":{"":{"len":1}}}})", R"({"a":{"-1":{"":{"len":1}}}})",
        R"({"a":{"1x":{"":{"len":1}}}})", R"({"o":{"y":{"":{"len":1}}}})",
        R"({"o":{"x":{"z":{"":{"len":1}}}}})", R"({"s":{"0":{"":{"len":1}}}})"}) {
    EXPECT_TRUE(loaded(sent, kEvent).empty()) << sent;
  }
  EXPECT_FALSE(loaded(R"({"o":{"x":{"":{"len":1}}}})", kEvent).empty()) << "null is a value";
}

TEST(Meta, IgnoresWhatNobodyUnderstands) {
  for (const char* sent :
       {"7", "null", "[]", "{}", R"({"a":7})", R"({"a":{}})", R"({"a":{"":7}})", R"({"a":{"":{}}})",
        R"({"a":{"":{"err":[]}}})", R"({"a":{"":{"err":"x"}}})", R"({"a":{"":{"rem":{}}}})",
        R"({"a":{"":{"len":-1}}})", R"({"a":{"":{"len":"1"}}})", R"({"a":{"":{"val":null}}})",
        R"({"a":{"":{"foo":[1]}}})", R"({"a":{"b":{"c":{}}}})"}) {
    EXPECT_TRUE(loaded(sent, R"({"a":{"b":{"c":1}}})").empty()) << sent;
  }
  EXPECT_EQ(text(loaded(R"({"a":{"":{"len":3,"foo":1},"b":{}}})", R"({"a":{"b":1}})")),
            R"({"a":{"":{"len":3}}})");
}

TEST(Meta, HasNoNodeThatSaysNothing) {
  const Path root;
  const Path a(root, "a");
  const Path b(a, "b");
  const Path c(b, 0);
  Meta meta({});
  meta.invalid(c, "why");
  EXPECT_TRUE(meta.has(c));
  EXPECT_TRUE(meta.has_any(a));
  EXPECT_FALSE(meta.has(a));

  meta.move(c, Path(root, "z"));
  EXPECT_FALSE(meta.has_any(a));
  EXPECT_EQ(text(std::move(meta)), R"({"z":{"":{"err":[["invalid_data",{"reason":"why"}]]}}})");
}

TEST(Meta, ForgetsAValueWithItsInside) {
  constexpr std::string_view kSent =
      R"({"a":{"":{"len":2},"b":{"":{"len":1}}},"c":{"d":{"":{"len":3}}}})";
  const Path root;
  const Path a(root, "a");
  const Path c(root, "c");
  Meta meta = loaded(kSent, R"({"a":{"b":1},"c":{"d":1}})");
  meta.forget_inside(a);
  EXPECT_TRUE(meta.has(a));
  EXPECT_FALSE(meta.has(Path(a, "b")));
  meta.forget(Path(c, "d"));
  EXPECT_EQ(text(meta), R"({"a":{"":{"len":2}}})");
  meta.forget_inside(Path(root, "unknown"));
  meta.forget(a);
  EXPECT_TRUE(meta.empty());
}

TEST(Meta, MovesAValueIntoItself) {
  const Path root;
  const Path list(root, "exception");
  const Path values(list, "values");
  Meta meta = loaded(R"({"exception":{"0":{"":{"len":1}}}})", R"({"exception":[1]})");
  meta.move(list, values);
  EXPECT_EQ(text(std::move(meta)), R"({"exception":{"values":{"0":{"":{"len":1}}}}})");
}

TEST(Meta, SaysAtTheParentWhatIsAboutAnUnnamedValue) {
  const Path root;
  const Path extra(root, "extra");
  const Path unnamed(extra, "");
  Meta meta({});
  meta.invalid(unnamed, "why");
  EXPECT_TRUE(meta.has(unnamed));
  EXPECT_TRUE(meta.has(extra));
  meta.forget(unnamed);
  EXPECT_EQ(text(std::move(meta)), R"({"extra":{"":{"err":[["invalid_data",{"reason":"why"}]]}}})");
}

TEST(Meta, WritesFactsInTheOrderOfTheSpec) {
  const Path root;
  const Path at(root, "a");
  Meta meta({});
  meta.original(at, "sent");
  meta.original_length(at, 9);
  meta.error(at, ErrorKind::value_too_long);
  meta.cut_text(at, 9, 3);
  EXPECT_EQ(
      text(std::move(meta)),
      R"({"a":{"":{"rem":[["!limit","s",3,6]],"err":["value_too_long"],"len":9,"val":"sent"}}})");
}

TEST(Meta, ReplacesRemarks) {
  const Path root;
  const Path at(root, "a");
  Meta meta({});
  EXPECT_EQ(meta.remarks(at), nullptr);
  meta.set_remarks(at, {});
  EXPECT_TRUE(meta.empty());
  meta.remark(at, "r", "x", std::nullopt);
  meta.set_remarks(at, json::array{json::array{"s", "m", 0, 1}});
  ASSERT_NE(meta.remarks(at), nullptr);
  EXPECT_EQ(json::serialize(*meta.remarks(at)), R"([["s","m",0,1]])");
  meta.set_remarks(at, {});
  EXPECT_TRUE(meta.empty());
}

TEST(Meta, ForgetsAnOriginal) {
  const Path root;
  const Path at(root, "a");
  Meta meta({});
  EXPECT_EQ(meta.kept_original(at), nullptr);
  meta.forget_original(at);
  meta.original(at, "x");
  meta.original_length(at, 3);
  ASSERT_NE(meta.kept_original(at), nullptr);
  EXPECT_EQ(*meta.kept_original(at), "x");
  meta.forget_original(at);
  EXPECT_EQ(text(meta), R"({"a":{"":{"len":3}}})");
  EXPECT_EQ(meta.kept_original(at), nullptr);
}

TEST(Meta, KeepsAnOriginalOfFewerThan500Bytes) {
  const Path root;
  const Path at(root, "a");
  Meta meta({});
  meta.original(at, json::value(std::string(kMaxOriginalBytes - 2, 'x')));
  EXPECT_TRUE(meta.empty()) << "500 bytes with its quotes";
  meta.original(at, json::value(std::string(kMaxOriginalBytes - 3, 'x')));
  meta.original(at, "another");
  EXPECT_EQ(text(std::move(meta)),
            R"({"a":{"":{"val":")" + std::string(kMaxOriginalBytes - 3, 'x') + "\"}}}");
}

/// That many arrays in one another.
json::value nested(std::size_t levels) {
  json::value value;
  for (std::size_t i = 0; i < levels; ++i) value = json::array({std::move(value)});
  return value;
}

TEST(Meta, LeavesOutFactsThatAreTooDeep) {
  const Path root;
  Meta meta({});
  meta.original(Path(root, "a"), nested(kMaxFactLevels + 1));
  EXPECT_TRUE(meta.empty());
  meta.original(Path(root, "a"), nested(kMaxFactLevels));
  EXPECT_FALSE(meta.empty());
  meta.error(Path(root, "b"), ErrorKind::invalid_data, {{"value", nested(65)}, {"reason", "r"}});
  EXPECT_EQ(json::serialize(meta.tree().at("b")),
            R"({"":{"err":[["invalid_data",{"reason":"r"}]]}})");

  const json::object event{{"a", 1}};
  for (const char* const fact : {"val", "err", "rem"}) {
    for (const std::size_t levels : {kMaxFactLevels, kMaxFactLevels + 1}) {
      Meta sent({});
      const json::object facts{{fact, nested(levels)}};
      sent.load(json::object{{"a", json::object{{"", facts}}}}, event);
      EXPECT_EQ(sent.empty(), levels > kMaxFactLevels) << fact;
    }
  }
}

TEST(Meta, SaysOfTheParentWhatIsDeeperThanNodesAre) {
  const std::function<void(const Path&, Meta&, std::size_t)> note =
      [&note](const Path& path, Meta& meta, std::size_t levels) {
        if (levels == 0) return meta.original_length(path, 9);
        note(Path(path, "a"), meta, levels - 1);
      };
  std::string names;
  for (std::size_t i = 0; i < kMaxNamedLevels; ++i) names += R"({"a":)";
  const std::string deepest = names + R"({"":{"len":9}})" + std::string(kMaxNamedLevels, '}');
  for (const std::size_t more : {0U, 1U, 20U}) {
    Meta meta({});
    note(Path(), meta, kMaxNamedLevels + more);
    EXPECT_EQ(text(std::move(meta)), deepest);
  }
  // What an SDK says of something deeper is not kept.
  json::value about = 1;
  json::value sent = json::object{{"", json::object{{"len", 9}}}};
  for (std::size_t i = 0; i <= kMaxNamedLevels; ++i) {
    const bool kept = i == kMaxNamedLevels;
    if (kept) {
      Meta meta({});
      meta.load(sent, about.get_object());
      EXPECT_EQ(text(std::move(meta)), deepest);
    }
    about = json::object{{"a", std::move(about)}};
    sent = json::object{{"a", std::move(sent)}};
  }
  Meta meta({});
  meta.load(sent, about.get_object());
  EXPECT_TRUE(meta.empty());
}

}  // namespace
}  // namespace picket::domain::normalize
