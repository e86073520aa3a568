#include "domain/items/unreal_log.h"

#include <cstddef>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::domain::items {
namespace {

std::string read(std::string_view log, std::size_t most = kMaxUnrealLogLines) {
  std::string text;
  protocol::write_json(boost::json::value(read_unreal_log(log, most, {})), text);
  return text;
}

TEST(ReadUnrealLog, TellsTimeComponentAndMessage) {
  EXPECT_EQ(
      read("\xef\xbb\xbfLog file open, 10/29/18 17:56:37\r\n"
           "[2018.10.29-16.56.38:332][  0]LogGameplayTags: Display: a: b\r\n"
           "[2018.10.29-16.56.39:000][123]no component\r\n"),
      R"([{"timestamp":1540832198.332,"category":"LogGameplayTags","message":"Display: a: b"},)"
      R"({"timestamp":1540832199.0,"message":"no component"}])");
}

TEST(ReadUnrealLog, GivesLinesWithoutATimeThatOfTheNextOneOrOfTheFile) {
  EXPECT_EQ(read("Log file open, 12/13/18 15:54:53\nLogWindows:x\n\n \n"
                 "[2018.12.13-15.54.54:000][  0]LogA: y\nLogB: z"),
            R"([{"timestamp":1544716494.0,"category":"LogWindows","message":"x"},)"
            R"({"timestamp":1544716494.0,"category":"LogA","message":"y"},)"
            R"({"timestamp":1544716493.0,"category":"LogB","message":"z"}])");
}

TEST(ReadUnrealLog, KnowsNoTimeThatIsNone) {
  EXPECT_EQ(read("Log file open, 12/13/18 99:99:99\nLogA: x"),
            R"([{"category":"LogA","message":"x"}])");
  EXPECT_EQ(read("Log file open, tomorrow\n: x"), R"([{"message":": x"}])");
  EXPECT_EQ(read("[2018.13.29-16.56.38:332][0]x"), R"([{"message":"x"}])");
  EXPECT_EQ(read("[2018.10.29-16.56.38:332][what]x"),
            R"([{"timestamp":1540832198.332,"message":"[what]x"}])");
}

TEST(ReadUnrealLog, TakesTheNewestLines) {
  EXPECT_EQ(
      read("Log file open, 12/13/18 15:54:53\n1\n2\n3\n", 2),
      R"([{"timestamp":1544716493.0,"message":"2"},{"timestamp":1544716493.0,"message":"3"}])");
  EXPECT_EQ(read("1\n2", 5), R"([{"message":"1"},{"message":"2"}])") << "no line is a header";
  EXPECT_EQ(read("1\n2", 0), "[]");
  EXPECT_EQ(read(""), "[]");
  EXPECT_EQ(read("\n\n"), "[]");
}

TEST(ReadUnrealLog, CutsLongLinesAndRepairsOthers) {
  EXPECT_EQ(read("\xff"), "[{\"message\":\"\ufffd\"}]");
  const auto crumbs = read_unreal_log(std::string(kMaxUnrealLogLineBytes + 1, 'a'), 1, {});
  EXPECT_EQ(crumbs.at(0).at("message").as_string().size(), kMaxUnrealLogLineBytes);
}

}  // namespace
}  // namespace picket::domain::items
