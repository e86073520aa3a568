#include "app/stores/store_set.h"

#include "app/stores/profiles.h"

namespace picket::app {

Result<std::unique_ptr<StoreSet>> StoreSet::open(const StoreSetup& setup) {
  return setup.data == nullptr ? open_memory_stores(setup) : open_embedded_stores(setup);
}

}  // namespace picket::app
