#include "protocol/ids.h"

#include <gtest/gtest.h>

namespace picket {
namespace {

TEST(EventId, ReadsEveryFormThatSdksSend) {
  const EventId want{0x00112233445566f7U, 0x8899aabbccddeeffU};
  for (const char* text :
       {"00112233445566f78899aabbccddeeff", "00112233-4455-66F7-8899-AABBCCDDEEFF",
        "urn:uuid:00112233-4455-66f7-8899-aabbccddeeff",
        "{00112233-4455-66f7-8899-aabbccddeeff}"}) {
    EXPECT_EQ(EventId::parse(text), want) << text;
  }
  EXPECT_EQ(want.to_hex(), "00112233445566f78899aabbccddeeff");
}

TEST(EventId, RefusesAnythingElse) {
  for (const char* text :
       {"", "0011", "g0112233445566f78899aabbccddeeff", "00112233-4455-66f7-8899_aabbccddeeff",
        "00112233445566f78899aabbccddeeff0"}) {
    EXPECT_FALSE(EventId::parse(text)) << text;
  }
}

TEST(EventId, RandomIsAVersion4Uuid) {
  const std::string hex = EventId::random().to_hex();
  EXPECT_EQ(hex[12], '4');
  EXPECT_NE(std::string("89ab").find(hex[16]), std::string::npos);
  EXPECT_NE(EventId::random(), EventId::random());
}

}  // namespace
}  // namespace picket
