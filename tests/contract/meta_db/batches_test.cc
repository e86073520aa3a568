// Applied offsets and the rows beside them.
#include "adapters.h"

namespace picket::contract {
namespace {

TEST_P(MetaDbContract, NothingWasAppliedYet) {
  const auto batch = read()->batches().get("g", {"t", 0});
  ASSERT_TRUE(batch);
  EXPECT_EQ(batch->next, 0);
  EXPECT_EQ(batch->rows, "");
}

TEST_P(MetaDbContract, ABatchReplacesTheOneBefore) {
  const auto tx = write();
  // Bytes, not text: NUL and malformed UTF-8 come back.
  std::string rows(300'000, '\0');
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<char>(i * 7);
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, {1, "first"}));
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, {2000, rows}));
  EXPECT_EQ(tx->batches().get("g", {"t", 1})->next, 2000);
  EXPECT_EQ(tx->batches().get("g", {"t", 1})->rows, rows);
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, {2001, ""}));
  EXPECT_EQ(tx->batches().get("g", {"t", 1})->next, 2001);
  EXPECT_EQ(tx->batches().get("g", {"t", 1})->rows, "");
  ASSERT_TRUE(tx->batches().put("g", {"t", 1}, {2002, "short"}));
  EXPECT_EQ(tx->batches().get("g", {"t", 1})->rows, "short");
}

TEST_P(MetaDbContract, GroupsTopicsAndPartitionsAreApart) {
  const auto tx = write();
  ASSERT_TRUE(tx->batches().put("g", {"t", 0}, {1, "a"}));
  ASSERT_TRUE(tx->batches().put("h", {"t", 0}, {2, "b"}));
  ASSERT_TRUE(tx->batches().put("g", {"u", 0}, {3, "c"}));
  ASSERT_TRUE(tx->batches().put("g", {"t", 4'000'000'000}, {std::int64_t{1} << 62, "d"}));
  ASSERT_TRUE(tx->commit());
  const auto after = read();
  EXPECT_EQ(after->batches().get("g", {"t", 0})->next, 1);
  EXPECT_EQ(after->batches().get("h", {"t", 0})->next, 2);
  EXPECT_EQ(after->batches().get("g", {"u", 0})->next, 3);
  EXPECT_EQ(after->batches().get("g", {"t", 4'000'000'000})->next, std::int64_t{1} << 62);
  EXPECT_EQ(after->batches().get("g", {"t", 4'000'000'000})->rows, "d");
}

}  // namespace
}  // namespace picket::contract
