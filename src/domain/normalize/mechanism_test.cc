#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/os_names.h"
#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

std::string meta_of(const std::string& meta, const std::string& more) {
  return shown(normalized(R"({"exception":{"type":"E","mechanism":{"type":"x","meta":)" + meta +
                          "}}" + more + "}"),
               "/exception/values/0/mechanism/meta");
}

TEST(OsNames, KnowEachSystem) {
  EXPECT_EQ(os_family("ios"), OsFamily::darwin);
  EXPECT_EQ(os_family("android"), OsFamily::linux_os);
  EXPECT_EQ(os_family("windows"), OsFamily::windows);
  EXPECT_EQ(os_family("haiku"), OsFamily::unknown);
  EXPECT_EQ(errno_name(OsFamily::linux_os, 1), "EPERM");
  EXPECT_EQ(errno_name(OsFamily::linux_os, 133), "EHWPOISON");
  EXPECT_EQ(errno_name(OsFamily::linux_os, 41), "");
  EXPECT_EQ(errno_name(OsFamily::darwin, 106), "EQFULL");
  EXPECT_EQ(errno_name(OsFamily::windows, 140), "EWOULDBLOCK");
  EXPECT_EQ(errno_name(OsFamily::unknown, 1), "");
  EXPECT_EQ(signal_name(OsFamily::linux_os, 7), "SIGBUS");
  EXPECT_EQ(signal_name(OsFamily::darwin, 10), "SIGBUS");
  EXPECT_EQ(signal_name(OsFamily::windows, 10), "");
  EXPECT_EQ(signal_name(OsFamily::darwin, -1), "");
  EXPECT_EQ(signal_code_name(OsFamily::darwin, 11, 1), "SEGV_MAPERR");
  EXPECT_EQ(signal_code_name(OsFamily::darwin, 5, 0), "");
  EXPECT_EQ(signal_code_name(OsFamily::darwin, 7, 6), "POLL_HUP");
  EXPECT_EQ(signal_code_name(OsFamily::linux_os, 11, 1), "");
  EXPECT_EQ(mach_exception_name(13), "EXC_CORPSE_NOTIFY");
  EXPECT_EQ(mach_exception_name(0), "");
}

TEST(NameMechanisms, FillsInWhatNumbersStandFor) {
  EXPECT_EQ(meta_of(R"({"errno":{"number":2}})", R"(,"contexts":{"os":{"name":"Linux"}})"),
            R"({"errno":{"number":2,"name":"ENOENT"}})");
  EXPECT_EQ(
      meta_of(
          R"({"signal":{"number":11,"code":0}})",
          R"(,"debug_meta":{"sdk_info":{"sdk_name":"iOS"}},"contexts":{"os":{"name":"Linux"}})"),
      R"({"signal":{"number":11,"code":0,"name":"SIGSEGV","code_name":"SEGV_NOOP"}})");
  EXPECT_EQ(meta_of(R"({"mach_exception":{"exception":1,"code":1,"subcode":8}})", ""),
            R"({"mach_exception":{"exception":1,"code":1,"subcode":8,"name":"EXC_BAD_ACCESS"}})");
}

TEST(NameMechanisms, LeavesNamesThatAreThere) {
  EXPECT_EQ(
      meta_of(R"({"errno":{"number":2,"name":"own"}})", R"(,"contexts":{"os":{"name":"Linux"}})"),
      R"({"errno":{"number":2,"name":"own"}})");
  EXPECT_EQ(meta_of(R"({"errno":{"number":2}})", ""), R"({"errno":{"number":2}})");
  EXPECT_EQ(meta_of(R"({"errno":{"number":"2"},"more":1,"ns_error":{"code":-4,"domain":"d"}})", ""),
            R"({"errno":{"number":null},"ns_error":{"code":-4,"domain":"d"}})");
}

}  // namespace
}  // namespace picket::domain::normalize
