#include "domain/normalize/transaction_name.h"

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace picket::domain::normalize {
namespace {

TEST(TransactionName, LosesWhatTellsOneRequestFromAnother) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"/user/1234", "/user/*"},
      {"/user/path-with-1234/", "/user/*/"},
      {"/a/0xdeadbeef/b", "/a/*/b"},
      {"/a/x-0Xab/b", "/a/*/b"},
      {"/e/deadbeef-abcd-abcd-abcd-abcdefabcdef", "/e/*"},
      {"/e/aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa.html", "/e/*"},
      {"/m/abcdefabcdefabcdefabcdefabcdefab", "/m/*"},
      {"/s/abcdefabcdefabcdefabcdefabcdefabcdefabcd/x", "/s/*/x"},
      {"C:\\Program Files\\1234\\Files", "C:\\Program Files\\*\\Files"},
      {"/a/%E2%9C%85/b", "/a/%E2%9C%85/b"},
      {"/a/x%2012", "/a/*"},
      {"/on/Mon Jan 2 1:04 2006", "/on/*"},
      {"2022-10-11T12:13Z/x", "*/x"},
      {"%zz Sun, 2 Jan 2026 15:04 GMT/x", "*/x"},
      {"%zz Feb 2 15:04:05 2026/x", "*/x"},
  };
  for (const auto& [name, want] : cases) EXPECT_EQ(scrub_identifiers(name).name, want) << name;
}

TEST(TransactionName, KeepsWhatNamesARoute) {
  for (const std::string_view name :
       {"", "/", "/user/profile", "GET /users/:id", "/v1/x2/3", "/a/hello%201/", "/a/test%A33/x",
        "/a/%zz1234", "/a/0xzz", "/a/abcdefabcdefabcdefabcdefabcdefabc", "/caf\xC3\xA9",
        "/a/deadbeef-abcd-abcd-abcd-abcdefabcdefa", "open-12345-close", "12345"}) {
    const ScrubbedName scrubbed = scrub_identifiers(name);
    EXPECT_EQ(scrubbed.name, name);
    EXPECT_TRUE(scrubbed.segments.empty()) << name;
  }
}

TEST(TransactionName, SaysWhereItWasWhat) {
  const ScrubbedName scrubbed = scrub_identifiers("/ab/0xfe/12");
  ASSERT_EQ(scrubbed.segments.size(), 2U);
  EXPECT_EQ(scrubbed.segments[0].kind, "hex");
  EXPECT_EQ(scrubbed.segments[0].begin, 4U);
  EXPECT_EQ(scrubbed.segments[0].end, 8U);
  EXPECT_EQ(scrubbed.segments[1].kind, "int");
  EXPECT_EQ(scrubbed.segments[1].begin, 9U);
  EXPECT_EQ(scrubbed.segments[1].end, 11U);
}

TEST(TransactionName, ChangesNothingTheSecondTime) {
  for (const std::string_view name : {"/user/1234/5678/x", "12/34", "a/0x12\\ffff"}) {
    const std::string once = scrub_identifiers(name).name;
    EXPECT_EQ(scrub_identifiers(once).name, once);
  }
}

TEST(TransactionName, StandsLongNames) {
  std::string name;
  for (int i = 0; i < 200'000; ++i) name += "0x-A ";
  EXPECT_EQ(scrub_identifiers(name).name, name);
}

}  // namespace
}  // namespace picket::domain::normalize
