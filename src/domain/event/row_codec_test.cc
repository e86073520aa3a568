#include "domain/event/row_codec.h"

#include <gtest/gtest.h>

namespace picket::domain {
namespace {

EventRow sample() {
  EventRow row;
  row.project.value = 1;
  row.event_id = {2, 3};
  row.issue.value = 4;
  row.hash_id.value = 5;
  row.timestamp = from_unix_us(6);
  row.received = from_unix_us(7);
  row.category = protocol::Category::default_;
  row.level = Level::fatal;
  row.handled = false;
  row.type = "error";
  row.title = "ValueError: bad";
  row.trace_id = "0123";
  row.tags = {{"a", ""}, {"b", "value"}};
  row.payload = {8, 9, 10};
  return row;
}

TEST(RowCodec, BringsEveryFieldBack) {
  const std::vector<EventRow> rows = {sample(), EventRow{}};
  const auto read = decode_rows(encode_rows(rows));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, rows);
}

TEST(RowCodec, RefusesEveryCutAndAnUnknownVersion) {
  const std::vector<EventRow> rows = {sample()};
  const std::string bytes = encode_rows(rows);
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    EXPECT_EQ(decode_rows(bytes.substr(0, cut)).error(), RowCodecError::corrupt) << cut;
  }
  EXPECT_EQ(decode_rows(bytes + "x").error(), RowCodecError::corrupt);
  EXPECT_EQ(decode_rows("\x07").error(), RowCodecError::unknown_version);
}

}  // namespace
}  // namespace picket::domain
