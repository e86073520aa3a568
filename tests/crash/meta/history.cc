#include "history.h"

#include <cstdlib>
#include <filesystem>
#include <span>
#include <system_error>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"
#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/organizations.h"
#include "ports/outcomes.h"

namespace picket::crash {
namespace {

const ports::TopicPartition kPartition{"t", 0};
constexpr std::string_view kGroup = "g";
constexpr std::size_t kSmallBytes = 1000;

std::string content_of(std::int64_t number, std::size_t most_bytes) {
  SeededRandom random(static_cast<std::uint64_t>(number));
  const auto size = static_cast<std::size_t>(random.below(most_bytes + 1));
  return std::string(size, static_cast<char>('a' + number % 26));
}

/// Fails the test unless everything of transactions 1 to `count`, and of no other, is there.
void expect_whole(ports::MetaTx& tx, std::int64_t count,
                  const std::vector<ports::Organization>& orgs) {
  for (std::int64_t number = 1; number <= count; ++number) {
    EXPECT_EQ(orgs[static_cast<std::size_t>(number - 1)].slug, std::to_string(number));
  }
  const auto applied = tx.batches().get(kGroup, kPartition);
  const auto kept = tx.batches().last_kept(kGroup, kPartition);
  const auto totals = tx.outcomes().totals();
  const auto letters = tx.dead_letters().count_open();
  ASSERT_TRUE(applied && kept && totals && letters);
  EXPECT_EQ(*applied, count);
  EXPECT_EQ(kept->has_value(), count > 0);
  EXPECT_EQ(totals->accepted_errors, count * (count + 1) / 2);
  EXPECT_EQ(*letters, count);
  if (count == 0) return;
  ASSERT_TRUE(*kept);
  EXPECT_EQ((*kept)->next, count);
  const std::string& rows = (*kept)->rows;
  EXPECT_EQ(rows, std::string(rows.size(), static_cast<char>('a' + count % 26)));
  const auto first = tx.batches().kept_after(kGroup, kPartition, {0, 0});
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->next, count) << "what it replaced is there too";
  const auto newest = tx.dead_letters().list(1);
  ASSERT_TRUE(newest && newest->size() == 1);
  const auto letter = tx.dead_letters().get(newest->front().id);
  ASSERT_TRUE(letter && *letter);
  EXPECT_EQ((*letter)->offset, count);
  EXPECT_EQ((*letter)->message, content_of(count, kSmallBytes));
}

}  // namespace

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  fill_random(std::as_writable_bytes(std::span(&seed, 1)));
  return seed;
}

Result<void> commit_numbered(ports::MetaDb& db, std::int64_t number, std::size_t most_bytes) {
  const auto tx = db.begin_write(Deadline::in(std::chrono::seconds(30)));
  if (!tx) return unexpected(tx.error());
  // Repositories remember the first failure, which commit() returns.
  std::ignore = (*tx)->organizations().create_org({{}, std::to_string(number), "", kNow});
  std::ignore = (*tx)->batches().put(kGroup, kPartition, number);
  std::ignore = (*tx)->batches().keep(kGroup, kPartition,
                                      {0, number, number - 1, content_of(number, most_bytes)});
  std::ignore = (*tx)->batches().forget(kGroup, kPartition, {0, number - 1});
  const protocol::OutcomeCount counted[] = {{OrgId{1}, ProjectId{1}, KeyId{1},
                                             protocol::minute_of(kNow), protocol::Category::error,
                                             protocol::Outcome::accepted, "", number}};
  std::ignore = (*tx)->outcomes().add(counted);
  ports::DeadLetter letter;
  letter.from = kPartition;
  letter.offset = number;
  letter.message = content_of(number, kSmallBytes);
  letter.created = kNow;
  std::ignore = (*tx)->dead_letters().add(letter);
  return (*tx)->commit();
}

std::int64_t Database::wal_bytes() const {
  std::error_code absent;
  const auto size = std::filesystem::file_size(wal(), absent);
  return absent ? 0 : static_cast<std::int64_t>(size);
}

void Database::copy_from(const Database& other) {
  folder_.clear();
  std::filesystem::copy(other.folder(), folder(), std::filesystem::copy_options::recursive);
}

Result<std::unique_ptr<adapters::MetaSql>> Database::open() const {
  adapters::MetaSqlOptions options;
  options.path = path();
  return adapters::MetaSql::open(options, clock_);
}

void Database::migrate() const {
  const auto db = open();
  ASSERT_TRUE(db) << db.error().detail;
  ASSERT_TRUE((*db)->migrate());
}

std::int64_t Database::committed() const {
  const auto db = open();
  EXPECT_TRUE(db) << db.error().detail;
  if (!db) return -1;
  const auto tx = (*db)->begin_read();
  EXPECT_TRUE(tx) << tx.error().detail;
  if (!tx) return -1;
  const auto orgs = (*tx)->organizations().list_orgs();
  EXPECT_TRUE(orgs) << orgs.error().detail;
  if (!orgs) return -1;
  const auto count = static_cast<std::int64_t>(orgs->size());
  expect_whole(**tx, count, *orgs);
  return count;
}

bool Database::commit(std::int64_t number) const {
  const auto db = open();
  return db && commit_numbered(**db, number, kSmallBytes);
}

}  // namespace picket::crash
