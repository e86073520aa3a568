// Migrations as every adapter has them; scripts that fail or are too new are tested beside it.
#include "adapters.h"
#include "ports/organizations.h"

namespace picket::contract {
namespace {

TEST_P(MetaDbContract, AnEmptyDatabaseHasEverythingPending) {
  db_.reset();
  folder_.clear();
  open();
  EXPECT_EQ(*db_->schema_version(), 0);
  const auto pending = *db_->pending_migrations();
  ASSERT_FALSE(pending.empty());
  for (std::size_t i = 0; i < pending.size(); ++i) {
    EXPECT_EQ(pending[i].number, static_cast<int>(i) + 1);
    EXPECT_FALSE(pending[i].name.empty());
  }
}

TEST_P(MetaDbContract, MigrateLeavesNothingPendingAndIsSafeToRepeat) {
  EXPECT_TRUE(db_->pending_migrations()->empty());
  const int version = *db_->schema_version();
  EXPECT_GT(version, 0);
  const OrgId before = [&] {
    const auto tx = write();
    const OrgId id = org(*tx);
    EXPECT_TRUE(tx->commit());
    return id;
  }();
  ASSERT_TRUE(db_->migrate());
  EXPECT_EQ(*db_->schema_version(), version);
  EXPECT_EQ(read()->organizations().list_orgs()->front().id, before);
}

}  // namespace
}  // namespace picket::contract
