// The two storage profiles behind StoreSet::open.
#pragma once

#include <memory>

#include "app/stores/store_set.h"

namespace picket::app {

Result<std::unique_ptr<StoreSet>> open_memory_stores(const StoreSetup& setup);
/// `setup.data` is not null.
Result<std::unique_ptr<StoreSet>> open_embedded_stores(const StoreSetup& setup);

}  // namespace picket::app
