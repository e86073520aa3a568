#include "domain/grouping/message_text.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/grouping/testing.h"

namespace picket::domain::grouping {
namespace {

using Texts = std::vector<std::string>;

TEST(FirstLines, KeepsTwoThatAreNotBlank) {
  Arena arena;
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"one", "one"},
      {" one ", " one "},
      {"one\ntwo", "one\ntwo"},
      {"one\r\ntwo", "one\ntwo..."},  // Different in any way, even in the boundary.
      {"one\n", "one..."},
      {"\none", "one..."},
      {"one\n\n \t\xC2\xA0\ntwo", "one\ntwo..."},
      {"one\n two \nthree", "one\n two ..."},
      {"\n \n", "..."},
  };
  for (const auto& [text, kept] : cases) EXPECT_EQ(first_lines(text, arena), kept) << text;
}

TEST(FirstLines, KnowsEveryLineBoundary) {
  Arena arena;
  for (const char* boundary : {"\n", "\r", "\r\n", "\v", "\f", "\x1C", "\x1D", "\x1E", "\xC2\x85",
                               "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    const std::string text = std::string("a") + boundary + "b" + boundary + "c";
    EXPECT_EQ(first_lines(text, arena), "a\nb...") << testing::PrintToString(boundary);
  }
  EXPECT_EQ(first_lines("a\x1F"
                        "b",
                        arena),
            "a\x1F"
            "b");
}

TEST(Message, PrefersTheTemplate) {
  const Grouped both(R"({"logentry":{"message":"Dog %s","formatted":"Dog one"}})");
  EXPECT_EQ(both.leaves("default"), (Texts{"Dog %s"}));
  EXPECT_EQ(both.names(), (Texts{"default"}));
  EXPECT_EQ(Grouped(R"({"logentry":{"message":"","formatted":"Dog"}})").leaves("default"),
            (Texts{"Dog"}));
  EXPECT_EQ(Grouped(R"({"logentry":{"message":null,"formatted":"Dog"}})").leaves("default"),
            (Texts{"Dog"}));
}

TEST(Message, SaysThatItWasCut) {
  const Grouped grouped(R"({"logentry":{"formatted":"a\nb\nc"}})");
  EXPECT_EQ(grouped.leaves("default"), (Texts{"a\nb..."}));
  EXPECT_EQ(grouped.component("default", ComponentId::message).hint,
            "stripped event-specific values");
}

TEST(Message, HasPlaceholdersForWhatDiffers) {
  const Grouped grouped(R"({"logentry":{"formatted":"Dog number 1, #1 dog"}})");
  EXPECT_EQ(grouped.leaves("default"), (Texts{"Dog number <int>, #<int> dog"}));
  EXPECT_EQ(grouped.component("default", ComponentId::message).hint,
            "stripped event-specific values");
  EXPECT_EQ(Grouped(R"({"logentry":{"formatted":"Dog"}})")
                .component("default", ComponentId::message)
                .hint,
            "");
}

TEST(Message, IsCutBeforeItGetsPlaceholders) {
  EXPECT_EQ(
      Grouped(R"({"logentry":{"formatted":"alpha\n\n  \nbeta 7\ngamma 8"}})").leaves("default"),
      (Texts{"alpha\nbeta <int>..."}));
  // A text in quotes that is cut has no end.
  EXPECT_EQ(Grouped(R"({"logentry":{"formatted":"k='a\nb\nc'"}})").leaves("default"),
            (Texts{"k='a\nb..."}));
}

TEST(Message, OfNothingDoesNotContribute) {
  EXPECT_EQ(Grouped(R"({"logentry":{"formatted":""}})").names(), (Texts{"default", "fallback"}));
  EXPECT_EQ(Grouped(R"({"logentry":{"formatted":5}})").names(), (Texts{"default", "fallback"}));
  EXPECT_EQ(Grouped(R"({"logentry":"text"})").names(), (Texts{"fallback"}));
}

TEST(Template, HashesFilenameAndLineVerbatim) {
  const Grouped grouped(R"({"template":{"filename":"Dir/Index.html","context_line":"  {% x %}"}})");
  EXPECT_EQ(grouped.leaves("default"), (Texts{"Dir/Index.html", "  {% x %}"}));
  EXPECT_EQ(Grouped(R"({"template":{"filename":null,"context_line":"x"}})").leaves("default"),
            (Texts{"x"}));
  EXPECT_EQ(Grouped(R"({"template":{}})").names(), (Texts{"default", "fallback"}));
}

}  // namespace
}  // namespace picket::domain::grouping
