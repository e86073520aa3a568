#include "domain/items/unreal.h"

#include <string>

#include <gtest/gtest.h>

#include "base/little_endian.h"

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

}  // namespace
}  // namespace picket::domain::items
