// Applied offsets, and the rows that are kept until the event store cannot lose them.
#include "ports/batches.h"

#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(MetaDbContract, NothingWasAppliedYet) {
  EXPECT_EQ(*read()->batches().get("g", {"t", 0}), 0);
  EXPECT_FALSE(*read()->batches().last_kept("g", {"t", 0}));
  EXPECT_FALSE(*read()->batches().kept_after("g", {"t", 0}, {}));
}

TEST_P(MetaDbContract, AnAppliedOffsetReplacesTheOneBefore) {
  const auto tx = write();
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, 1));
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, 2000));
  EXPECT_EQ(*tx->batches().get("g", {"t", 1}), 2000);
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, 5)) << "also by a smaller one";
  EXPECT_EQ(*tx->batches().get("g", {"t", 1}), 5);
}

TEST_P(MetaDbContract, GroupsTopicsAndPartitionsAreApart) {
  const auto tx = write();
  ASSERT_TRUE(tx->batches().put("g", {"t", 0}, 1));
  ASSERT_TRUE(tx->batches().put("h", {"t", 0}, 2));
  ASSERT_TRUE(tx->batches().put("g", {"u", 0}, 3));
  ASSERT_TRUE(tx->batches().put("g", {"t", 4'000'000'000}, std::int64_t{1} << 62));
  ASSERT_TRUE(tx->batches().keep("g", {"t", 0}, {0, 1, 0, "a"}));
  ASSERT_TRUE(tx->batches().keep("h", {"t", 0}, {0, 2, 0, "b"}));
  ASSERT_TRUE(tx->batches().keep("g", {"u", 0}, {0, 3, 0, "c"}));
  ASSERT_TRUE(tx->batches().keep("g", {"t", 4'000'000'000}, {0, std::int64_t{1} << 62, 7, "d"}));
  ASSERT_TRUE(tx->batches().forget("g", {"u", 0}, {9, 9}));
  ASSERT_TRUE(tx->commit());
  const auto after = read();
  EXPECT_EQ(*after->batches().get("g", {"t", 0}), 1);
  EXPECT_EQ(*after->batches().get("h", {"t", 0}), 2);
  EXPECT_EQ(*after->batches().get("g", {"u", 0}), 3);
  EXPECT_EQ(*after->batches().get("g", {"t", 4'000'000'000}), std::int64_t{1} << 62);
  EXPECT_EQ((*after->batches().last_kept("g", {"t", 0}))->rows, "a");
  EXPECT_EQ((*after->batches().last_kept("h", {"t", 0}))->rows, "b");
  EXPECT_FALSE(*after->batches().last_kept("g", {"u", 0}));
  EXPECT_EQ((*after->batches().last_kept("g", {"t", 4'000'000'000}))->follows, 7);
}

TEST_P(MetaDbContract, KeptRowsComeBackByteForByte) {
  const auto tx = write();
  // Bytes, not text: NUL and malformed UTF-8 come back.
  std::string rows(300'000, '\0');
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<char>(i * 7);
  ASSERT_TRUE(tx->batches().keep("g", {"t", 1}, {2, 2000, 1000, rows}));
  const auto kept = *tx->batches().last_kept("g", {"t", 1});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->epoch, 2);
  EXPECT_EQ(kept->next, 2000);
  EXPECT_EQ(kept->follows, 1000);
  EXPECT_EQ(kept->rows, rows);
  ASSERT_TRUE(tx->batches().keep("g", {"t", 1}, {2, 2000, 1, "again"}));
  EXPECT_EQ((*tx->batches().last_kept("g", {"t", 1}))->rows, "again");
}

/// Places of what is kept, in order.
std::vector<ports::BatchPosition> kept(ports::MetaTx& tx) {
  std::vector<ports::BatchPosition> found;
  ports::BatchPosition at{-1, 0};
  while (const auto batch = *tx.batches().kept_after("g", {"t", 0}, at)) {
    at = {batch->epoch, batch->next};
    found.push_back(at);
  }
  return found;
}

TEST_P(MetaDbContract, KeptBatchesAreInOrderOfEpochAndOffset) {
  using Positions = std::vector<ports::BatchPosition>;
  const auto tx = write();
  const Positions all = {{0, 10}, {0, 20}, {1, 5}, {1, 15}, {1, 25}, {3, 1}};
  for (const std::size_t i : {3U, 0U, 5U, 2U, 4U, 1U}) {
    ASSERT_TRUE(tx->batches().keep("g", {"t", 0}, {all[i].epoch, all[i].next, 0, "r"}));
  }
  EXPECT_EQ(kept(*tx), all);
  EXPECT_EQ((*tx->batches().last_kept("g", {"t", 0}))->epoch, 3);
  EXPECT_EQ((*tx->batches().kept_after("g", {"t", 0}, {0, 20}))->next, 5);
  EXPECT_EQ((*tx->batches().kept_after("g", {"t", 0}, {1, 6}))->next, 15);
  EXPECT_FALSE(*tx->batches().kept_after("g", {"t", 0}, {3, 1}));
  ASSERT_TRUE(tx->batches().forget("g", {"t", 0}, {0, 15}));
  EXPECT_EQ(kept(*tx), Positions(all.begin() + 1, all.end()));
  ASSERT_TRUE(tx->batches().forget("g", {"t", 0}, {1, 15}));
  EXPECT_EQ(kept(*tx), (Positions{{1, 25}, {3, 1}}));
  ASSERT_TRUE(tx->batches().forget("g", {"t", 0}, {1, 15}));
  EXPECT_EQ(kept(*tx), (Positions{{1, 25}, {3, 1}}));
}

}  // namespace
}  // namespace picket::contract
