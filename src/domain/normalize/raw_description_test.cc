#include "domain/normalize/raw_description.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

/// "name|version|build|kernel".
std::string os(std::string_view text) {
  const auto found = parse_os_description(text);
  if (!found) return "none";
  return found->name + '|' + found->version + '|' + found->build + '|' + found->kernel_version;
}

TEST(OsDescription, NamesWindowsByItsBuild) {
  EXPECT_EQ(os("Microsoft Windows 10.0.19042"), "Windows|10|19042|");
  EXPECT_EQ(os("Windows NT 6.1.7601 Service Pack 1"), "Windows|7|7601|");
  EXPECT_EQ(os("Microsoft Windows NT 6.2.9200.0"), "Windows|8|9200|");
  EXPECT_EQ(os("Windows 5.1.2600"), "Windows|XP|2600|");
  EXPECT_EQ(os("Windows 6.0.6002"), "Windows|Vista|6002|");
  EXPECT_EQ(os("Windows 6.3.9600"), "Windows|8.1|9600|");
  EXPECT_EQ(os("Windows 10.0.22000"), "Windows|11|22000|");
  EXPECT_EQ(os("Windows 11  (10.0.22621) 64bit"), "Windows|11|22621|");
  EXPECT_EQ(os("Windows 10.0.30000"), "Windows|10.0.30000|30000|");
  EXPECT_EQ(os("Microsoft Windows 11 (10.0.22621)"), "none");
  EXPECT_EQ(os("Windows 10"), "none");
}

TEST(OsDescription, NamesAppleSystems) {
  EXPECT_EQ(os("Mac OS X 10.14.6 (18G95)"), "none") << "G is no hexadecimal digit";
  EXPECT_EQ(os("Mac OS X 11.0.0 (20A2)"), "macOS|11.0.0|20A2|");
  EXPECT_EQ(os("Mac OS X 10.14.6"), "macOS|10.14.6||");
  EXPECT_EQ(os("Mac OS X 10.14.6 beta"), "none");
  EXPECT_EQ(os("iOS 17.5.1"), "iOS|17.5.1||");
  EXPECT_EQ(os("iPadOS 14.5.1 beta"), "iPadOS|14.5.1||");
  EXPECT_EQ(os("iOS 17"), "none");
}

TEST(OsDescription, NamesUnixSystems) {
  EXPECT_EQ(os("Linux 5.4.0-7626-generic #30~1588169883~20.04"), "Linux|||5.4.0");
  EXPECT_EQ(os("Linux 5.10.0 Ubuntu 20.04 64bit"), "Ubuntu|20.04||5.10.0");
  EXPECT_EQ(os("Linux 6.1.82.2 fedora 39"), "fedora|39||6.1.82.2");
  EXPECT_EQ(os("Linux 6.1.82.0"), "Linux|||6.1.82");
  EXPECT_EQ(os("Linux 5.4 Arch"), "Linux|||5.4");
  EXPECT_EQ(os("Darwin 17.4.0 Darwin Kernel"), "Darwin|||17.4.0");
  EXPECT_EQ(os("Linux"), "none");
  EXPECT_EQ(os("Linux 5"), "none");
  EXPECT_EQ(os(""), "none");
}

TEST(OsDescription, NamesAndroid) {
  EXPECT_EQ(os("Android OS 11 / API-30 (RP1A/123)"), "Android|11||");
  EXPECT_EQ(os("Android 11 / API-30"), "Android|11||");
  EXPECT_EQ(os("Android OS 8.1.0 / API-27"), "Android|8.1.0||");
  EXPECT_EQ(os("Android OS 11"), "none");
}

TEST(RuntimeDescription, EndsInItsVersion) {
  const auto runtime = [](std::string_view text) {
    const auto found = parse_runtime_description(text);
    return found ? found->name + '|' + found->version : std::string("none");
  };
  EXPECT_EQ(runtime(".NET Framework 4.8.4250.0"), ".NET Framework|4.8.4250.0");
  EXPECT_EQ(runtime(".NET Core 3.1.3-beta"), ".NET Core|3.1.3");
  EXPECT_EQ(runtime("Mono 5.10.1.47 (tarball 1.2 Tue)"), "Mono 5.10.1.47 (tarball|1.2");
  EXPECT_EQ(runtime(".NET Native"), "none");
  EXPECT_EQ(runtime("5.1"), "none");
}

TEST(Contexts, TakeFromTheDescriptionWhatTheyLack) {
  expect_all({
      {R"({"contexts":{"os":{"raw_description":"Linux 5.4.0-x"}}})", "/contexts/os",
       R"({"raw_description":"Linux 5.4.0-x","type":"os","name":"Linux","kernel_version":"5.4.0"})"},
      {R"({"contexts":{"os":{"raw_description":"Windows 10.0.19042"}}})", "/contexts/os/os",
       R"("Windows 10")"},
      {R"({"contexts":{"os":{"raw_description":"Windows 10.0.19042","build":"b"}}})",
       "/contexts/os/build", R"("b")"},
      {R"({"contexts":{"os":{"raw_description":"Windows 10.0.19042","name":"own"}}})",
       "/contexts/os/version", "absent"},
      {R"({"contexts":{"os":{"raw_description":"Linux 5.4","version":"own"}}})",
       "/contexts/os/name", "absent"},
      {R"({"contexts":{"runtime":{"raw_description":".NET Core 3.1.3"}}})",
       "/contexts/runtime/runtime", R"(".NET Core 3.1.3")"},
      {R"({"contexts":{"runtime":{"raw_description":".NET Core 3.1.3","name":"own"}}})",
       "/contexts/runtime/version", "absent"},
      {R"({"contexts":{"runtime":{"name":".NET Framework","build":"461814"}}})",
       "/contexts/runtime/runtime", R"(".NET Framework 4.7.2")"},
      {R"({"contexts":{"runtime":{"name":".NET Framework","build":"1"}}})",
       "/contexts/runtime/version", "absent"},
  });
}

}  // namespace
}  // namespace picket::domain::normalize
