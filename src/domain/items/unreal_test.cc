#include "domain/items/unreal.h"

#include <string>

#include <gtest/gtest.h>

#include "base/little_endian.h"
#include "protocol/json.h"

namespace picket::domain::items {
namespace {

using protocol::AttachmentType;

void put_text(std::string& out, const std::string& text) {
  put_le(out, static_cast<std::uint32_t>(text.size() + 2));
  out += text + std::string(2, '\0');
}

std::string header(std::uint32_t files) {
  std::string out;
  put_text(out, "UE4CC-Windows");
  put_text(out, "crash.ue4crash");
  put_le(out, std::uint32_t{1000});
  put_le(out, files);
  return out;
}

std::string file(const std::string& name, const std::string& content) {
  std::string out;
  put_le(out, std::uint32_t{7});
  put_text(out, name);
  put_le(out, static_cast<std::uint32_t>(content.size()));
  return out + content;
}

const std::string kFiles =
    file("CrashContext.runtime-xml", "<x/>") + file("UE4.dmp", "MDMP") + file("game.log", "Log") +
    file("CrashReportClient.ini", "[a]") + file("crash.txt", "Incident Identifier: 1") +
    file("__sentry-event", "\x80") + file("__sentry-breadcrumb2", "") + file("other", "");

TEST(ReadUnrealContainer, KnowsFilesByNameAndContent) {
  using enum AttachmentType;
  for (const std::string& bytes : {header(0) + kFiles + header(8), "CR1" + header(8) + kFiles}) {
    const auto files = read_unreal_container(bytes);
    ASSERT_TRUE(files.has_value());
    ASSERT_EQ(files->size(), 8U);
    const AttachmentType want[] = {unreal_context,     minidump,      unreal_logs, plain,
                                   apple_crash_report, event_payload, breadcrumbs, plain};
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ((*files)[i].type, want[i]) << i;
    EXPECT_EQ((*files)[1].name, "UE4.dmp");
    EXPECT_EQ((*files)[1].content, "MDMP");
    EXPECT_EQ((*files)[0].content_type, "text/xml");
  }
}

TEST(ReadUnrealContainer, RefusesWhatIsNone) {
  const std::string whole = "CR1" + header(8) + kFiles;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_unreal_container(whole.substr(0, size)).has_value()) << size;
  }
  EXPECT_EQ(read_unreal_container(whole + "x").error(), UnrealError::trailing_data);
  EXPECT_EQ(read_unreal_container("CR1" + header(kMaxUnrealFiles + 1)).error(),
            UnrealError::too_many_files);
  EXPECT_EQ(read_unreal_container(header(0) + kFiles + header(9)).error(), UnrealError::truncated);
}

TEST(ReadRuntimeProperties, ReadsTextOfFlatElements) {
  const auto properties = read_runtime_properties(
      "<?xml version=\"1.0\"?><FGenericCrashContext><RuntimeProperties>\n<CrashType>Ensure"
      "</CrashType><Empty/><Nested><A>1</A></Nested><Text a=\"b\"> 1 &lt; 2 &amp; &#65;&unknown; "
      "</Text><None></None></RuntimeProperties><PlatformProperties><B>2</B></PlatformProperties>");
  ASSERT_EQ(properties.size(), 3U);
  EXPECT_EQ(properties[0], std::pair(std::string("CrashType"), std::string("Ensure")));
  EXPECT_EQ(properties[1], std::pair(std::string("A"), std::string("1")));
  EXPECT_EQ(properties[2], std::pair(std::string("Text"), std::string("1 < 2 & A")));
}

TEST(ReadRuntimeProperties, TakesAnythingForXml) {
  for (const char* xml : {"", "<RuntimeProperties>", "<RuntimeProperties><a",
                          "<RuntimeProperties>"
                          "<a>",
                          "<RuntimeProperties><a>&", "<RuntimeProperties><></>"}) {
    EXPECT_TRUE(read_runtime_properties(xml).empty()) << xml;
  }
}

TEST(WriteUnreal, PutsPropertiesWhereEventsHaveThem) {
  boost::json::object event;
  write_unreal({{"ErrorMessage", "broken"},
                {"UserName", "jane"},
                {"LoginId", "login"},
                {"CrashType", "Assert"},
                {"Misc.OSVersionMajor", "Windows 10"},
                {"MemoryStats.TotalPhysical", "8000"},
                {"Misc.PrimaryGPUBrand", "G"}},
               "u|e|m", event);
  std::string text;
  protocol::write_json(event, text);
  EXPECT_EQ(text, R"({"user":{"id":"u","username":"jane"},)"
                  R"("tags":{"epic_account_id":"e","machine_id":"m"},)"
                  R"("logentry":{"formatted":"broken"},"level":"error",)"
                  R"("contexts":{"os":{"name":"Windows 10"},"device":{"memory_size":8000},)"
                  R"("gpu":{"name":"G"},"unreal":{"CrashType":"Assert","type":"unreal"}},)"
                  R"("sdk":{"name":"unreal.crashreporter","version":"0.0.0"}})");
}

TEST(WriteUnreal, LeavesWhatTheEventSays) {
  boost::json::object event;
  event["level"] = "info";
  event["sdk"] = "mine";
  write_unreal({{"CrashType", "Ensure"}, {"LoginId", "l"}}, "", event);
  EXPECT_EQ(event.at("level").as_string(), "info");
  EXPECT_EQ(event.at("sdk").as_string(), "mine");
  EXPECT_EQ(event.at("user").at("id").as_string(), "l");
}

}  // namespace
}  // namespace picket::domain::items
