#include "app/backup/manifest.h"

#include <gtest/gtest.h>

namespace picket::app {
namespace {

const std::string kSum(64, 'a');

Manifest example() {
  return {"0.1.0",
          from_unix_us(1'764'000'000'123'456),
          41,
          2,
          true,
          {{"ingest-events", 1, 10, 25}},
          {{"meta.db", 8192, kSum}, {"log/ingest-events-1/00000000000000000010.seg", 77, kSum}}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Manifest, ReadsBackWhatWasWritten) {
  const auto read = decode_manifest(encode_manifest(example()));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, example());
  EXPECT_EQ(read->bytes(), 8269U);
}

TEST(Manifest, HasALineForEachFile) {
  const std::string text = encode_manifest(example());
  EXPECT_NE(text.find("\n{\"name\":\"meta.db\",\"bytes\":8192,\"sha256\":\"" + kSum + "\"},\n"),
            std::string::npos)
      << text;
}

TEST(Manifest, RefusesALaterFormatInOtherWordsThanDamage) {
  const auto later =
      decode_manifest(replaced(encode_manifest(example()), "\"format\":1", "\"format\":2"));
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, "backup_too_new");
  EXPECT_NE(later.error().detail.find("has format 2, this program knows 1"), std::string::npos);
}

TEST(Manifest, NamesWhatIsWrongWithIt) {
  const std::string good = encode_manifest(example());
  const std::pair<std::string, std::string> cases[] = {
      {"", "is not a JSON object"},
      {"[]", "is not a JSON object"},
      {good.substr(0, good.size() / 2), "is not a JSON object"},
      {std::string(100, '['), "is not a JSON object"},
      {replaced(good, "\"format\":1", "\"format\":0"), "lacks a good \"format\""},
      {replaced(good, "\"format\":1", "\"format\":-1"), "lacks a good \"format\""},
      {replaced(good, "\"program\":\"0.1.0\"", "\"program\":7"), "lacks a good \"program\""},
      {replaced(good, "2025", "yesterday"), "lacks a good \"taken\""},
      {replaced(good, "\"schema\":{", "\"scheme\":{"), "lacks a good \"schema\""},
      {replaced(good, "\"meta\":41", "\"meta\":\"41\""), "lacks a good \"schema\""},
      {replaced(good, "\"secrets\":true", "\"secrets\":1"), "lacks a good \"secrets\""},
      {replaced(good, "\"earliest\":10", "\"earliest\":30"), "has a wrong entry in \"log\""},
      {replaced(good, "\"bytes\":77", "\"bytes\":-77"), "has a wrong entry in \"files\""},
      {replaced(good, kSum, std::string(64, 'A')), "has a wrong entry in \"files\""},
      {replaced(good, kSum, std::string(63, 'a')), "has a wrong entry in \"files\""},
      {replaced(good, "log/ingest", "log/../ingest"), "has a wrong entry in \"files\""},
      {replaced(good, "log/ingest-events-1/00000000000000000010.seg", "meta.db"),
       "has a wrong entry in \"files\""},
      {replaced(good, "meta.db", "events/x"), "does not list meta.db"},
      {replaced(replaced(good, "8192", "9223372036854775807"), "\"bytes\":77", "\"bytes\":1"),
       "lacks a good \"files\""},
  };
  for (const auto& [text, want] : cases) {
    const auto read = decode_manifest(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt) << text;
    EXPECT_TRUE(read.error().detail.starts_with(want)) << read.error().detail << "\n" << text;
  }
}

TEST(BackupName, LeadsNowhereElse) {
  for (const std::string_view good :
       {"meta.db", "secret.key", "setup.json", "events/events.duckdb",
        "log/ingest-events-0/00000000000000000000.seg", "blobs/2026-11-25/00000001.seg"})
    EXPECT_TRUE(is_backup_name(good)) << good;
  for (const std::string_view bad :
       {"", "/", "log", "log/", "log//a", "/etc/passwd", "../meta.db", "log/..", "log/./a",
        "log/a/../../../x", "other/a", "meta.db/a", "log/a b", "log/a\nb", "log/a/", "picket.lock",
        "log/.hidden", "log/a\\b"})
    EXPECT_FALSE(is_backup_name(bad)) << bad;
  EXPECT_FALSE(is_backup_name("log/" + std::string(600, 'a')));
}

}  // namespace
}  // namespace picket::app
