#include "load/process.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::load {
namespace {

TEST(TicksInStat, AddsUserAndSystemTime) {
  EXPECT_EQ(ticks_in_stat("7 (picket) S 1 7 7 0 -1 4 10 0 1 0 250 50 9 9 20 0 3 0 5"), 300U);
}

TEST(TicksInStat, ReadsPastAnyCommand) {
  EXPECT_EQ(ticks_in_stat("7 (a) b) c ( d) S 1 7 7 0 -1 4 10 0 1 0 1 2 9 9 20"), 3U);
}

TEST(TicksInStat, RefusesWhatIsCutShort) {
  for (std::string_view text : {"", "7 (a", "7 (a) S 1 7", "7 (a) S 1 7 7 0 -1 4 10 0 1 0 x 2 9"}) {
    EXPECT_FALSE(ticks_in_stat(text)) << text;
  }
}

TEST(KbInStatus, FindsTheField) {
  constexpr std::string_view kStatus = "Name:\tpicket\nVmPeak:\t   99 kB\nVmHWM:\t    5120 kB\n";
  EXPECT_EQ(kb_in_status(kStatus, "VmHWM"), 5120U);
  EXPECT_FALSE(kb_in_status(kStatus, "VmRSS"));
}

TEST(Process, KnowsThisOneAndNotOneThatIsNot) {
  EXPECT_TRUE(cpu_time(::getpid()));
  EXPECT_GT(peak_rss_kb(::getpid()).value_or(0), 1000U);
  EXPECT_FALSE(cpu_time(-5));
  EXPECT_FALSE(peak_rss_kb(-5));
  EXPECT_FALSE(reset_peak_rss(-5));
}

TEST(DiskBytes, CountsFilesInSubfolders) {
  const testkit::TempDir dir;
  const std::filesystem::path folder = dir.path();
  std::filesystem::create_directory(folder / "sub");
  EXPECT_EQ(disk_bytes(folder), 0U);
  std::ofstream(folder / "a") << std::string(10'000, 'x');
  std::ofstream(folder / "sub" / "b") << std::string(10'000, 'x');
  EXPECT_GE(disk_bytes(folder), 20'000U);
  EXPECT_EQ(disk_bytes(folder / "none"), 0U);
}

}  // namespace
}  // namespace picket::load
