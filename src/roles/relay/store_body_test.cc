#include "roles/relay/store_body.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::relay {
namespace {

TEST(DecodeStoreBody, LeavesJsonAlone) {
  for (const char* body : {"{}", " \r\n\t{\"a\":1}", "{broken"}) {
    const auto decoded = decode_store_body(body);
    ASSERT_TRUE(decoded.has_value()) << body;
    EXPECT_FALSE(decoded->has_value()) << body;
  }
}

TEST(DecodeStoreBody, UndoesBase64AndZlib) {
  EXPECT_EQ(decode_store_body("eyJhIjoxfQ==")->value(), R"({"a":1})");
  EXPECT_EQ(decode_store_body("eJyrVspNLS5OTE9VslLKz0lRqgUANngF3w==")->value(),
            R"({"message":"old"})");
}

TEST(DecodeStoreBody, NamesWhatIsWrong) {
  EXPECT_EQ(decode_store_body("!").error(), StoreBodyError::bad_base64);
  EXPECT_EQ(decode_store_body("AAAA").error(), StoreBodyError::bad_zlib);
}

TEST(DescribeEvent, ReadsTypeAndId) {
  const auto event =
      describe_event(R"({"type":"transaction","event_id":"9ec79c33-ec99-42ab-8353-589fcb2e04dc"})");
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->type, protocol::ItemType::transaction);
  EXPECT_EQ(event->event_id->to_hex(), "9ec79c33ec9942ab8353589fcb2e04dc");
}

TEST(DescribeEvent, KnowsTheTypesThatAreNoErrors) {
  using protocol::ItemType;
  const std::pair<const char*, ItemType> cases[] = {
      {"transaction", ItemType::transaction}, {"csp", ItemType::security},
      {"hpkp", ItemType::security},           {"expectct", ItemType::security},
      {"expectstaple", ItemType::security},   {"error", ItemType::event},
      {"default", ItemType::event},           {"", ItemType::event}};
  for (const auto& [type, want] : cases) {
    EXPECT_EQ(describe_event(R"({"type":")" + std::string(type) + "\"}")->type, want) << type;
  }
  EXPECT_EQ(describe_event(R"({"type":7})")->type, ItemType::event);
}

TEST(DescribeEvent, NeedsNoId) {
  EXPECT_FALSE(describe_event("{}")->event_id.has_value());
  EXPECT_FALSE(describe_event(R"({"event_id":null})")->event_id.has_value());
}

TEST(DescribeEvent, NamesWhatIsWrong) {
  for (const char* text : {"", "[]", "null", "{"}) {
    EXPECT_EQ(describe_event(text).error(), StoredEventError::invalid_json) << text;
  }
  for (const char* id : {R"("")", R"("abc")", "7", "{}"}) {
    EXPECT_EQ(describe_event(R"({"event_id":)" + std::string(id) + "}").error(),
              StoredEventError::invalid_event_id)
        << id;
  }
}

}  // namespace
}  // namespace picket::relay
