// docs/formats/segment.md and the code say the same.
#include <gtest/gtest.h>

#include "segment/format.h"
#include "segment/testing/page_example.h"
#include "segment/testing/simulated_disk.h"
#include "segment/writer.h"

namespace picket::segment {
namespace {

constexpr std::uint32_t kSalt = 0x5a5a1234;
constexpr std::int64_t kOffset = 42;
const Timestamp kCreated = from_unix_us(1'764'000'000'000'000);  // 2025-11-24T16:00:00Z
const Timestamp kAppended = kCreated + Duration(6);
const std::string kExample =
    testing::page_example(PICKET_SOURCE_DIR "/docs/formats/segment.md", "segment");

TEST(SegmentPage, ShowsWhatIsWritten) {
  testing::SimulatedDisk disk;
  const auto files = disk.mount();
  ASSERT_TRUE(files->make_directory("/d"));
  auto writer = Writer::create(*files, "/d", "example.seg", {kSalt, kOffset, kCreated});
  ASSERT_TRUE(writer);
  const Record records[] = {{kOffset, kAppended, "picket"}};
  ASSERT_TRUE(writer->append(records));
  EXPECT_EQ(disk.contents("/d/example.seg"), kExample);
}

TEST(SegmentPage, IsReadAsItSays) {
  const auto header = decode_file_header(kExample);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->salt, kSalt);
  EXPECT_EQ(header->base_offset, kOffset);
  EXPECT_EQ(header->created, kCreated);
  const auto record = decode_record(kSalt, std::string_view(kExample).substr(kFileHeaderBytes));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->offset, kOffset);
  EXPECT_EQ(record->appended, kAppended);
  EXPECT_EQ(record->payload, "picket");
  EXPECT_EQ(kExample.size(), kFileHeaderBytes + stored_bytes(6));
}

}  // namespace
}  // namespace picket::segment
