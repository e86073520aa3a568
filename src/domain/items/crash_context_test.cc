#include "domain/items/crash_context.h"

#include <cstddef>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::domain::items {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ReadCrashContext, ReadsTextOfItsThreeSections) {
  const auto context = read_crash_context(
      "<?xml version=\"1.0\"?><FGenericCrashContext>"
      "<RuntimeProperties>\n<CrashType>Ensure</CrashType><Empty/><None></None><Blank> </Blank>"
      "<Text a=\"b\"> 1 &lt; 2 <!-- so -->&amp; <![CDATA[3]]></Text></RuntimeProperties>"
      "<PlatformProperties><B>2</B></PlatformProperties>"
      "<EngineData><RHI.RHIName>D3D12</RHI.RHIName></EngineData>"
      "<GameData><__sentry>{&quot;a&quot;:1}</__sentry></GameData></FGenericCrashContext>");
  EXPECT_THAT(context.runtime, ElementsAre(Pair("CrashType", "Ensure"), Pair("Text", "1 < 2 & 3")));
  EXPECT_THAT(context.engine, ElementsAre(Pair("RHI.RHIName", "D3D12")));
  EXPECT_THAT(context.game, ElementsAre(Pair("__sentry", "{\"a\":1}")));
}

TEST(ReadCrashContext, LeavesOutWhatIsWithinElements) {
  const auto context = read_crash_context(
      "<RuntimeProperties><Threads><Thread><Name>main</Name></Thread></Threads>"
      "<Mixed>own<Inner>not</Inner>nor this</Mixed><After>1</After></RuntimeProperties>");
  EXPECT_THAT(context.runtime, ElementsAre(Pair("Mixed", "own"), Pair("After", "1")));
}

TEST(ReadCrashContext, ReadsUtf16) {
  const std::string plain = "<GameData><Name>M\xe9l</Name></GameData>";
  std::string little = "\xff\xfe";
  std::string big = "\xfe\xff";
  for (const char c : plain) {
    (little += c) += '\0';
    (big += '\0') += c;
  }
  for (const std::string& xml : {little, big}) {
    EXPECT_THAT(read_crash_context(xml).game, ElementsAre(Pair("Name", "M\u00e9l")));
  }
  EXPECT_THAT(read_crash_context("\xff\xfe").game, IsEmpty());
}

TEST(ReadCrashContext, KeepsWhatComesBeforeTheCut) {
  const auto context = read_crash_context("<RuntimeProperties><A>1</A><B>2");
  EXPECT_THAT(context.runtime, ElementsAre(Pair("A", "1")));
  for (const char* xml : {"", "<RuntimeProperties>", "<RuntimeProperties><a", "</a></a>",
                          "<RuntimeProperties><>1</></RuntimeProperties>"}) {
    EXPECT_THAT(read_crash_context(xml).runtime, IsEmpty()) << xml;
  }
}

TEST(ReadCrashContext, HasLimits) {
  std::string many = "<GameData>";
  for (std::size_t i = 0; i <= kMaxUnrealProperties; ++i) many += "<a>1</a>";
  EXPECT_EQ(read_crash_context(many).game.size(), kMaxUnrealProperties);
  std::string large = "<GameData><a>1</a>";
  large.resize(kMaxCrashContextBytes, ' ');
  EXPECT_EQ(read_crash_context(large).game.size(), 1U);
  EXPECT_THAT(read_crash_context(large + " ").game, IsEmpty());
}

TEST(FindProperty, FindsTheFirst) {
  const UnrealProperties properties = {{"a", "1"}, {"b", "2"}, {"b", "3"}};
  EXPECT_EQ(find_property(properties, "b"), "2");
  EXPECT_EQ(find_property(properties, "c"), "");
}

}  // namespace
}  // namespace picket::domain::items
