// Messages set aside.
#include "ports/dead_letters.h"

#include "adapters.h"

namespace picket::contract {
namespace {

ports::DeadLetter letter(Timestamp created) {
  ports::DeadLetter made;
  made.from = {"ingest-events", 1};
  made.offset = 42;
  made.project = ProjectId{7};
  made.reason = "bad_json";
  made.detail = "at byte 3";
  made.message = std::string("\0\xFF{", 3);
  made.created = created;
  return made;
}

TEST_P(MetaDbContract, ADeadLetterComesBackByteByByte) {
  const auto tx = write();
  const std::int64_t id = *tx->dead_letters().add(letter(kStart));
  const auto found = *tx->dead_letters().get(id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->from, letter(kStart).from);
  EXPECT_EQ(found->offset, 42);
  EXPECT_EQ(found->project, ProjectId{7});
  EXPECT_EQ(found->reason, "bad_json");
  EXPECT_EQ(found->detail, "at byte 3");
  EXPECT_EQ(found->message, letter(kStart).message);
  EXPECT_EQ(found->created, kStart);
  EXPECT_FALSE(found->replayed);
  EXPECT_FALSE(*tx->dead_letters().get(id + 1));
}

TEST_P(MetaDbContract, DeadLettersAreListedNewestFirstWithoutTheirMessages) {
  const auto tx = write();
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(tx->dead_letters().add(letter(kStart + std::chrono::seconds(i))));
  }
  const auto listed = *tx->dead_letters().list(2);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].created, kStart + std::chrono::seconds(2));
  EXPECT_EQ(listed[1].created, kStart + std::chrono::seconds(1));
  EXPECT_EQ(listed[0].message, "");
  EXPECT_EQ(listed[0].reason, "bad_json");
  const auto refused = tx->dead_letters().list(1'000'000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "limit_too_large");
}

TEST_P(MetaDbContract, DeadLettersAreFoundByProjectAndWhetherTheyAreOpen) {
  const auto tx = write();
  const auto add = [&](ProjectId project) {
    ports::DeadLetter made = letter(kStart);
    made.project = project;
    return *tx->dead_letters().add(made);
  };
  const std::int64_t first = add(ProjectId{7});
  const std::int64_t of_other = add(ProjectId{8});
  const std::int64_t of_nobody = add(ProjectId{});
  const std::int64_t second = add(ProjectId{7});
  ASSERT_TRUE(tx->dead_letters().mark_replayed(first, kStart));

  using Query = ports::DeadLetterQuery;
  const auto ids = [&](const Query& query) {
    const auto found = *tx->dead_letters().find(query);
    std::vector<std::int64_t> all;
    for (const ports::DeadLetter& one : found) all.push_back(one.id);
    return all;
  };
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(ids(Query{}), (Ids{second, of_nobody, of_other}));
  EXPECT_EQ(ids(Query{.open_only = false}), (Ids{second, of_nobody, of_other, first}));
  EXPECT_EQ(ids(Query{.offset = 1, .limit = 1}), Ids{of_nobody});
  const Query seven{.projects = std::vector{ProjectId{7}}, .open_only = false};
  EXPECT_EQ(ids(seven), (Ids{second, first}));
  EXPECT_EQ(*tx->dead_letters().count(seven), 2);
  EXPECT_EQ(*tx->dead_letters().count(Query{.limit = 1}), 3);
  EXPECT_EQ(ids(Query{.projects = std::vector{ProjectId{7}, ProjectId{8}}}),
            (Ids{second, of_other}));
  const Query none{.projects = std::vector<ProjectId>{}};
  EXPECT_EQ(ids(none), Ids{});
  EXPECT_EQ(*tx->dead_letters().count(none), 0);
  const auto refused = tx->dead_letters().find(Query{.limit = 1'000'000});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "limit_too_large");
}

TEST_P(MetaDbContract, AReplayedLetterIsNoLongerOpen) {
  const auto tx = write();
  const std::int64_t id = *tx->dead_letters().add(letter(kStart));
  ASSERT_TRUE(tx->dead_letters().add(letter(kStart)));
  EXPECT_EQ(*tx->dead_letters().count_open(), 2);
  ASSERT_TRUE(tx->dead_letters().mark_replayed(id, kStart + std::chrono::seconds(5)));
  EXPECT_EQ(*tx->dead_letters().count_open(), 1);
  EXPECT_EQ(tx->dead_letters().get(id).value()->replayed, kStart + std::chrono::seconds(5));
  const auto unknown = tx->dead_letters().mark_replayed(999, kStart);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
}

TEST_P(MetaDbContract, OldLettersExpireAndTheirIdsAreNotReused) {
  const auto tx = write();
  const std::int64_t old = *tx->dead_letters().add(letter(kStart));
  const std::int64_t kept = *tx->dead_letters().add(letter(kStart + std::chrono::seconds(1)));
  EXPECT_EQ(*tx->dead_letters().expire(kStart + std::chrono::seconds(1)), 1);
  EXPECT_FALSE(*tx->dead_letters().get(old));
  EXPECT_TRUE(*tx->dead_letters().get(kept));
  EXPECT_EQ(*tx->dead_letters().expire(kStart + std::chrono::hours(1)), 1);
  EXPECT_GT(*tx->dead_letters().add(letter(kStart)), kept);
}

}  // namespace
}  // namespace picket::contract
