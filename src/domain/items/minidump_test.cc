#include "domain/items/minidump.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/little_endian.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::string header(std::uint32_t streams, std::uint32_t directory, std::uint32_t written) {
  std::string dump = "MDMP";
  for (const std::uint32_t value : {0xa793U, streams, directory, 0U, written, 0U, 0U}) {
    put_le(dump, value);
  }
  return dump;
}

/// One stream of the type, with the bytes given behind header and directory (at 44).
std::string dump_of(std::uint32_t type, const std::string& stream) {
  std::string dump = header(1, 32, 1'700'000'000);
  put_le(dump, type);
  put_le(dump, static_cast<std::uint32_t>(stream.size()));
  put_le(dump, std::uint32_t{44});
  return dump + stream;
}

std::string crashpad_dump() {
  std::string stream(36, '\0');
  put_le(stream, std::uint32_t{12});  // The dictionary, behind the stream at 44 + 44.
  put_le(stream, std::uint32_t{88});
  std::string dump = dump_of(0x43500001, stream);
  put_le(dump, std::uint32_t{1});
  put_le(dump, std::uint32_t{100});
  put_le(dump, std::uint32_t{107});
  put_le(dump, std::uint32_t{3});
  dump += "ver";
  put_le(dump, std::uint32_t{2});
  return dump + "42";
}

std::string written(const boost::json::object& event) {
  std::string text;
  protocol::write_json(event, text);
  return text;
}

TEST(IsMinidump, KnowsBothByteOrders) {
  EXPECT_TRUE(is_minidump("MDMP"));
  EXPECT_TRUE(is_minidump("PMDM...."));
  EXPECT_FALSE(is_minidump("MDM"));
  EXPECT_FALSE(is_minidump("mdmp"));
}

TEST(ReadMinidump, TellsTimeAndReporter) {
  const auto plain = read_minidump(header(0, 0, 1'700'000'000));
  ASSERT_TRUE(plain.has_value());
  EXPECT_EQ(plain->written, from_unix_us(1'700'000'000'000'000));
  EXPECT_EQ(plain->reporter, "minidump.unknown");
  EXPECT_EQ(read_minidump(dump_of(0x47670001, ""))->reporter, "minidump.breakpad");
  EXPECT_FALSE(read_minidump("MDMP").has_value());
}

TEST(ReadMinidump, ReadsCrashpadsAnnotations) {
  const auto facts = read_minidump(crashpad_dump());
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->reporter, "minidump.crashpad");
  EXPECT_THAT(facts->crashpad.simple, ElementsAre(Pair("ver", "42")));
}

TEST(ReadMinidump, ReadsTheOtherByteOrder) {
  std::string dump("PMDM\0\0\xa7\x93\0\0\0\1\0\0\0\x20\0\0\0\0\x65\x53\xf1\0", 24);
  dump += std::string(8, '\0');
  EXPECT_EQ(read_minidump(dump)->reporter, "minidump.unknown") << "its stream is not there";
  const auto facts = read_minidump(dump + std::string("\x47\x67\0\1\0\0\0\0\0\0\0\0", 12));
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->written, from_unix_us(1'700'000'000'000'000));
  EXPECT_EQ(facts->reporter, "minidump.breakpad");
}

TEST(ReadMinidump, StaysWithinADumpThatLies) {
  const std::string whole = crashpad_dump();
  for (std::size_t size = 32; size < whole.size(); ++size) {
    EXPECT_TRUE(read_minidump(std::string_view(whole).substr(0, size)).has_value());
  }
  for (std::size_t i = 8; i < whole.size(); ++i) {
    std::string wrong = whole;
    wrong[i] = '\xff';
    EXPECT_TRUE(read_minidump(wrong).has_value()) << i;
  }
  EXPECT_TRUE(read_minidump(header(0xffffffff, 0xffffffff, 1)).has_value());
}

TEST(WritePlaceholder, ReplacesExceptionsAndPlatform) {
  boost::json::object event;
  event["platform"] = "javascript";
  event["exception"] = "mine";
  write_placeholder(CrashKind::minidump, event);
  EXPECT_EQ(written(event),
            R"({"platform":"native","exception":{"values":[{"type":"Minidump",)"
            R"("value":"Invalid Minidump","mechanism":{"type":"minidump","handled":false,)"
            R"("synthetic":true}}]},"level":"fatal"})");
  boost::json::object apple;
  apple["level"] = "error";
  write_placeholder(CrashKind::apple_report, apple);
  EXPECT_EQ(written(apple),
            R"({"level":"error","platform":"native","exception":{"values":[)"
            R"({"type":"AppleCrashReport","value":"Invalid Apple Crash Report","mechanism":)"
            R"({"type":"applecrashreport","handled":false,"synthetic":true}}]}})");
}

TEST(WriteFacts, LeavesTheSdkOfTheEvent) {
  boost::json::object event;
  write_facts(*read_minidump(crashpad_dump()), event);
  EXPECT_EQ(written(event), R"({"sdk":{"name":"minidump.crashpad","version":"0.0.0"},)"
                            R"("timestamp":1700000000,"contexts":{"crashpad":{"type":"crashpad",)"
                            R"("ver":"42"}}})");
  boost::json::object named;
  named["sdk"] = "x";
  write_facts(*read_minidump(header(0, 0, 0)), named);
  EXPECT_EQ(written(named), R"({"sdk":"x"})");
}

TEST(WriteFacts, MakesAContextOfEachModuleThatSaidSomething) {
  MinidumpFacts facts;
  facts.reporter = "minidump.crashpad";
  facts.crashpad.modules = {{"game.dll", {{"a", "1"}}, {}},
                            {"os", {{"b", "2"}}, {}},
                            {"lib.so", {}, {"x", "y"}},
                            {"game.dll", {{"c", "3"}}, {"z"}}};
  boost::json::object event;
  event["contexts"].emplace_object()["os"] = "mine";
  write_facts(facts, event);
  EXPECT_EQ(written(event.at("contexts").as_object()),
            R"({"os":"mine","game.dll":{"type":"crashpad","a":"1","c":"3","annotations":["z"]},)"
            R"("lib.so":{"type":"crashpad","annotations":["x","y"]}})");
}

}  // namespace
}  // namespace picket::domain::items
