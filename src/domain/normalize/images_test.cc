#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/scalar.h"
#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

constexpr const char* kUuid = "494f3aea-88fa-4296-9644-fa8ef5d139b6";

json::object with_image(const std::string& image) {
  return normalized(R"({"debug_meta":{"images":[)" + image + "]}}");
}

TEST(DebugIds, HaveOneForm) {
  const std::string uuid = kUuid;
  EXPECT_EQ(canonical_debug_id("494F3AEA88FA42969644FA8EF5D139B6"), uuid);
  EXPECT_EQ(canonical_debug_id(uuid + "-1234"), uuid + "-1234");
  EXPECT_EQ(canonical_debug_id(uuid + "-00A"), uuid + "-a");
  EXPECT_EQ(canonical_debug_id("494F3AEA88FA42969644FA8EF5D139B61"), uuid + "-1");
  EXPECT_EQ(canonical_debug_id(uuid + "-0"), uuid);
  EXPECT_FALSE(canonical_debug_id(uuid + "-100000000"));
  EXPECT_FALSE(canonical_debug_id(uuid + "-x"));
  EXPECT_FALSE(canonical_debug_id(uuid.substr(1)));
  EXPECT_FALSE(canonical_debug_id(""));
  EXPECT_EQ(canonical_code_id("59B0d8f3-183000"), "59b0d8f3183000");
  EXPECT_FALSE(canonical_code_id("xyz"));
}

TEST(NormalizeImages, ReadsNativeOnes) {
  const auto event = with_image(
      R"({"type":"elf","code_file":"crash","debug_id":"C0BCC3F1-9827-FE65-3058-404B2831D9E6",
          "code_id":"F1C3","image_addr":4096,"image_size":8,"own":1})");
  EXPECT_EQ(
      shown(event, "/debug_meta/images/0"),
      R"({"type":"elf","code_file":"crash","debug_id":"c0bcc3f1-9827-fe65-3058-404b2831d9e6",)"
      R"("code_id":"f1c3","image_addr":"0x1000","image_size":8})");
}

TEST(NormalizeImages, TakesOldNames) {
  const auto event =
      with_image(std::string(R"({"type":"symbolic","name":"a","id":")") + kUuid + "\"}");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/code_file"), "\"a\"");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/debug_id"), '"' + std::string(kUuid) + '"');
}

TEST(NormalizeImages, MakesMachOnesOfApples) {
  const auto event = with_image(
      std::string(
          R"({"type":"apple","name":"Core","cpu_type":1,"image_addr":"0x0","image_size":1,"uuid":")") +
      kUuid + "\"}");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/type"), "\"macho\"");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/code_file"), "\"Core\"");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/debug_id"), '"' + std::string(kUuid) + '"');
  EXPECT_EQ(shown(event, "/debug_meta/images/0/uuid"), "absent");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/cpu_type"), "absent");
}

TEST(NormalizeImages, AnIdOfAnAppleImageStandsForNothing) {
  const auto event = with_image(
      std::string(
          R"({"type":"apple","name":"Core","image_addr":"0x0","image_size":1,"id":"x","uuid":")") +
      kUuid + "\"}");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/debug_id"), '"' + std::string(kUuid) + '"');
  EXPECT_EQ(shown(event, "/debug_meta/images/0/id"), "absent");
}

TEST(NormalizeImages, SaysWhatIsMissing) {
  const auto event = with_image(R"({"type":"jvm"})");
  EXPECT_EQ(shown(event, "/debug_meta/images/0/debug_id"), "null");
  EXPECT_EQ(shown(event, "/_meta/debug_meta/images/0/debug_id//err"), R"(["missing_attribute"])");
}

TEST(NormalizeImages, DeletesUnknownTypes) {
  const auto event = with_image(R"({"type":"tape","x":1},7)");
  EXPECT_EQ(shown(event, "/debug_meta/images"), "[null,null]");
  EXPECT_EQ(shown(event, "/_meta/debug_meta/images/0/"),
            R"({"err":[["invalid_data",{"reason":"unsupported debug image type"}]],)"
            R"("val":{"type":"tape","x":1}})");
}

TEST(DeviceClass, FollowsFromTheDevice) {
  const auto tags_of = [](const std::string& device, const std::string& tags) {
    return shown(normalized(R"({"contexts":{"device":)" + device + R"(},"tags":)" + tags + "}"),
                 "/tags");
  };
  EXPECT_EQ(tags_of(R"({"family":"iPhone","model":"iPhone15,3"})", "{}"),
            R"([["device.class","3"]])");
  EXPECT_EQ(tags_of(R"({"family":"iOS","model":"iPhone1,1"})", R"({"device.class":"9","z":1})"),
            R"([["device.class","1"],["z","1"]])");
  EXPECT_EQ(tags_of(R"({"family":"iPhone","model":"Nokia"})", R"({"device.class":"9","z":1})"),
            R"([["z","1"]])");
  const auto android = [&](const std::string& mhz, const std::string& cores,
                           const std::string& gib) {
    return tags_of(R"({"family":"a","processor_frequency":)" + mhz + R"(,"processor_count":)" +
                       cores + R"(,"memory_size":)" + gib + "}",
                   "{}");
  };
  EXPECT_EQ(android("1999", "8", "8589934592"), R"([["device.class","1"]])");
  EXPECT_EQ(android("2000", "7", "8589934592"), R"([["device.class","1"]])");
  EXPECT_EQ(android("2000", "8", "4294967295"), R"([["device.class","1"]])");
  EXPECT_EQ(android("2499", "8", "8589934592"), R"([["device.class","2"]])");
  EXPECT_EQ(android("2500", "8", "6442450943"), R"([["device.class","2"]])");
  EXPECT_EQ(android("2500", "8", "6442450944"), R"([["device.class","3"]])");
  EXPECT_EQ(android("null", "8", "6442450944"), "absent");
}

}  // namespace
}  // namespace picket::domain::normalize
