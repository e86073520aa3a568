#include "app/serve/server_process.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "adapters/geo_maxmind/geo_database.h"
#include "adapters/memory/limiter.h"
#include "app/admin/command.h"
#include "app/admin/sealed.h"
#include "app/backup/backups.h"
#include "app/config/address.h"
#include "app/data/data_dir.h"
#include "app/data/scratch_dir.h"
#include "app/data/secret_key_file.h"
#include "app/data/socket_path.h"
#include "app/serve/admin_routes.h"
#include "app/serve/gauges.h"
#include "app/serve/health_routes.h"
#include "app/serve/listening.h"
#include "app/serve/socket_mail.h"
#include "app/serve/succession.h"
#include "app/serve/this_instance.h"
#include "app/stores/store_set.h"
#include "base/assert.h"
#include "base/fault_point.h"
#include "base/mutex.h"
#include "base/random.h"
#include "net/server.h"
#include "obs/metrics.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"
#include "roles/consumer/consumer.h"
#include "roles/relay/relay.h"
#include "roles/web/web.h"
#include "roles/worker/worker.h"

namespace picket::app {
namespace {

/// A log of a gigabyte is read through in seconds; longer means that a store refuses to write.
constexpr std::chrono::minutes kRecovery{1};
constexpr std::chrono::milliseconds kInterruptCheck{200};
/// Handlers that may block: API requests, commands, the metrics page. They read from stores for
/// milliseconds; more threads would only queue inside the stores.
constexpr unsigned kBlockingThreads = 4;
/// Waiting and running ones; at 5 ms each the last of them waits a third of a second.
constexpr std::size_t kBlockingJobs = 256;
/// Bodies that wait to be decoded or worked on, of either pool; their memory is bounded by the
/// server's own budget.
constexpr std::size_t kCpuJobs = 512;

/// For requests that were sent on a connection kept alive, while its end is on the way to the
/// client. Longer than a round trip of most; all that connects meanwhile waits for it.
constexpr std::chrono::milliseconds kIdleGrace{500};

unsigned cores() {
  return std::max(1U, std::thread::hardware_concurrency());
}

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  fill_random(std::as_writable_bytes(std::span(&seed, 1)));
  return seed;
}

Error listen_error(const Error& error, const ListenAddress& address) {
  const std::string where = format_listen(address);
  if (error.code == "address_in_use") {
    return {error.kind, error.code,
            fmt::format("{} is in use by another program: stop it, or choose another address with "
                        "--listen",
                        where)};
  }
  return {error.kind, error.code,
          fmt::format("cannot listen on {} ({}): choose an address of this machine with --listen, "
                      "and a port of 1024 or more unless root",
                      where, error.detail)};
}

domain::AbuseLimits abuse_limits(const Settings& settings) {
  domain::AbuseLimits limits;
  limits.window_s = settings.abuse_window_s;
  limits.project_errors = settings.abuse_project_errors;
  limits.project_transactions = settings.abuse_project_transactions;
  limits.project_attachment_bytes = settings.abuse_project_attachment_bytes;
  limits.project_attachment_items = settings.abuse_project_attachment_items;
  limits.project_sessions = settings.abuse_project_sessions;
  limits.project_spans = settings.abuse_project_spans;
  limits.project_log_bytes = settings.abuse_project_log_bytes;
  limits.organization_errors = settings.abuse_organization_errors;
  return limits;
}

IntakeFacts intake_facts(const relay::ItemBalance& balance) {
  return {balance.received, balance.kept, balance.dropped, balance.forgotten,
          balance.outcomes_lost};
}

class Process final : public ServerProcess {
 public:
  Process(const Settings& settings, const ServeCommand& command, obs::Logger& logger)
      : settings_(settings),
        ephemeral_(command.ephemeral),
        take_over_(command.take_over),
        logger_(logger) {}
  ~Process() override {
    close_all(sockets_);
    // Closed without a word: the one before goes on.
    if (predecessor_ >= 0) ::close(predecessor_);
  }

  Result<void> start(const std::function<bool()>& interrupted) {
    if (auto opened = open_geo_database(); !opened) return opened;
    if (auto found = find_socket(); !found) return found;
    if (auto opened = open_stores(interrupted); !opened) return opened;
    if (auto consuming = consume(interrupted); !consuming) return consuming;
    if (fault_point("serve.before_listening"))
      return unexpected(Error{ErrorKind::internal, "fault", "a fault point ended the start"});
    if (auto listening = listen(); !listening) return listening;
    relay_->start();
    server_->start();
    start_worker();
    say_serving(std::exchange(predecessor_, -1));
    return {};
  }

  std::string url() const override { return public_url(settings_); }
  std::string directory() const override { return data_ ? data_->path() : scratch_->path(); }

  Result<boost::json::value> setup() override { return run_setup({}, *admin_); }

  bool stop(Deadline deadline) override {
    relay_->drain();
    server_->stop(deadline, others_accept_ ? kIdleGrace : std::chrono::milliseconds::zero());
    const bool relayed = relay_->stop(deadline);
    if (!relayed) logger_.error("The last outcomes were not written in time");
    // It reads the stores, and holds back what the consumer has yet to write.
    if (backups_) backups_->close();
    const bool worked = worker_->stop(deadline);
    if (!worked) logger_.error("A background task did not end in time");
    const bool consumed = consumer_->stop(deadline);
    if (!consumed) logger_.error("The consumer did not finish its batch in time");
    const auto closed = stores_->close(deadline);
    if (!closed) logger_.error("Stores did not close cleanly", {{"error", closed.error().code}});
    return relayed && worked && consumed && closed.has_value();
  }

  std::optional<Succession> succession() override {
    const MutexLock lock(hand_over_mutex_);
    return std::exchange(succession_, std::nullopt);
  }

 private:
  /// Of a supervisor, which goes on listening when this process ends.
  Result<void> find_socket() {
    const auto passed = socket_of_supervisor();
    if (!passed) return unexpected(passed.error());
    if (*passed < 0) return {};
    const auto address = address_of(*passed);
    if (!address) {
      return unexpected(Error{ErrorKind::invalid_argument, "bad_socket",
                              "the socket of the supervisor is none of TCP: give its .socket unit "
                              "a ListenStream with a port"});
    }
    settings_.listen = format_listen(*address);
    sockets_ = {*passed};
    others_accept_ = true;
    return {};
  }

  /// In memory the data directory stays untouched, and others may use it meanwhile.
  Result<void> open_directory(const std::function<bool()>& interrupted) {
    if (ephemeral_) {
      auto scratch = ScratchDir::make();
      if (!scratch) return unexpected(std::move(scratch.error()));
      scratch_ = *std::move(scratch);
      return {};
    }
    if (!take_over_) {
      auto data = DataDir::open(settings_.data);
      if (!data) {
        Error error = std::move(data.error());
        if (error.code == kDataDirInUse)
          error.detail += "; --take-over takes the place of a server";
        return unexpected(std::move(error));
      }
      data_ = *std::move(data);
      return {};
    }
    auto taken = take_over(settings_.data, interrupted);
    if (!taken) return unexpected(std::move(taken.error()));
    data_ = std::move(taken->data);
    if (!taken->sockets.empty()) logger_.info("The server before has handed over");
    sockets_.insert(sockets_.end(), taken->sockets.begin(), taken->sockets.end());
    predecessor_ = taken->pipe;
    return {};
  }

  /// In memory there is nothing that another start could read.
  Result<void> open_key() {
    if (ephemeral_) {
      secret_key_.emplace(random_bytes<domain::account::SecretKey::kBytes>());
      return {};
    }
    const auto found = read_secret_key(admin_->secret_key_file);
    if (!found) return unexpected(found.error());
    const auto sealed = count_sealed(stores_->ports().meta, *found ? &**found : nullptr);
    if (!sealed) return unexpected(sealed.error());
    if (*found) {
      secret_key_ = **found;
      if (sealed->unreadable > 0) {
        logger_.error("Authenticators were stored with another secret key: they let nobody in",
                      {{"file", admin_->secret_key_file}, {"of_accounts", sealed->unreadable}});
      }
      return {};
    }
    // A new key would look like working, while nobody of these gets in.
    if (sealed->factors > 0) {
      return unexpected(Error{ErrorKind::conflict, "secret_key_missing",
                              lost_key_sentence(admin_->secret_key_file, *sealed)});
    }
    const auto made = make_secret_key(admin_->secret_key_file);
    if (!made) return unexpected(made.error());
    logger_.info("Made a secret key", {{"file", admin_->secret_key_file}});
    secret_key_ = *made;
    return {};
  }

  Result<void> open_stores(const std::function<bool()>& interrupted) {
    if (auto opened = open_directory(interrupted); !opened) return opened;
    auto stores = StoreSet::open({settings_, data_.get(), clock_, logger_, metrics_});
    if (!stores) return unexpected(std::move(stores.error()));
    stores_ = *std::move(stores);
    if (auto migrated = stores_->ports().meta.migrate(); !migrated) return migrated;

    admin_.emplace(AdminContext{stores_->ports(), settings_, clock_});
    admin_->serving = true;
    admin_->logger = &logger_;
    if (data_) {
      admin_->hand_over = [this](const std::string& mailbox) { return hand_over(mailbox); };
      admin_->data_path = data_->path();
      admin_->setup_file = data_->file(kSetupFile);
      admin_->secret_key_file = secret_key_path(settings_.secret_key_file, data_->path());
    }
    if (ports::SnapshotSource* const snapshots = stores_->snapshots()) {
      backups_.emplace(
          BackupParts{*snapshots, data_->path(), admin_->secret_key_file, admin_->setup_file});
      admin_->backups = &*backups_;
    }
    register_gauges(metrics_, *admin_);
    return open_key();
  }

  /// Nobody may append before every partition has recovered, see Consumer::wait_recovered.
  Result<void> consume(const std::function<bool()>& interrupted) {
    engine::RunnerOptions options;
    options.jitter_seed = random_seed();
    consumer_.emplace(stores_->ports(), clock_, logger_, metrics_, options);
    consumer_->start();
    const Deadline deadline = Deadline::in(kRecovery);
    while (!consumer_->wait_recovered(Deadline::in(kInterruptCheck))) {
      if (interrupted()) return unexpected(Error{ErrorKind::unavailable, kInterrupted, ""});
      if (deadline.over()) {
        return unexpected(
            Error{ErrorKind::unavailable, "recovery_stuck",
                  "the stores did not let the consumer recover in a minute: the log above says "
                  "what they refuse, often because the disk is full; make room and start again"});
      }
    }
    return {};
  }

  void start_worker() {
    worker_.emplace(
        stores_->ports(), clock_, logger_, metrics_,
        worker::WorkerOptions{
            std::chrono::days(settings_.retention_days), random_seed(),
            data_ ? [this] { return measure_storage(*admin_); } : worker::MeasureStorage()});
    worker_->start();
  }

  /// Before the stores: a wrong path is a mistake of a moment.
  Result<void> open_geo_database() {
    if (settings_.geoip_path.empty()) return {};
    auto geo = adapters::GeoDatabase::open(settings_.geoip_path);
    if (!geo) {
      return unexpected(
          Error{ErrorKind::invalid_argument, "geoip_path", "geoip_path: " + geo.error()});
    }
    geo_ = *std::move(geo);
    return {};
  }

  Result<void> listen() {
    auto proxies = net::TrustedProxies::parse(settings_.trusted_proxies);
    PICKET_ASSERT(proxies.has_value());  // load_settings checked it.
    net::TrustedProxies api_proxies = *proxies;
    auto filters = domain::filter::read_generic_filters(settings_.generic_filters);
    PICKET_ASSERT(filters.has_value());  // load_settings checked it.
    relay_.emplace(relay::RelayParts{stores_->ports().log, stores_->ports().blobs,
                                     stores_->ports().meta, cpu_, bulk_, blocking_, quota_limiter_,
                                     clock_, logger_, metrics_, geo_.get(), *std::move(filters)},
                   *std::move(proxies), abuse_limits(settings_));
    admin_->intake = [this] { return intake_facts(relay_->balance()); };
    admin_->projects_changed = [this] { relay_->projects_changed(); };
    relay_->add_routes(router_);
    add_health_routes(router_, [this] { return relay_->ready(); });
    add_metrics_route(router_, metrics_);
    add_admin_routes(admin_router_, *admin_);
    net::ServerOptions options;
    server_.emplace(options, net::ServerParts{blocking_, cpu_, bulk_, clock_, logger_, metrics_});
    const auto address = parse_listen(settings_.listen);  // load_settings checked it.
    const auto port = listen_tcp(*address);
    if (!port) return unexpected(listen_error(port.error(), *address));
    settings_.listen = format_listen({address->host, *port});
    // Only now, as links name the port.
    auth_.emplace(api::AuthParts{limiter_, *secret_key_});
    instance_.emplace(*admin_, PICKET_VERSION);
    api_.emplace(stores_->ports(), clock_, logger_,
                 api::ApiOptions{public_url(settings_), *auth_, std::move(api_proxies),
                                 [this] { relay_->projects_changed(); }, ingest_url(settings_)},
                 &*instance_);
    api_->add_routes(router_);
    admin_->api = &*api_;
    auto pack = web::AssetPack::read(web::embedded_pack());
    PICKET_ASSERT(pack.has_value());  // It is part of the program.
    web_.emplace(*std::move(pack),
                 web::WebOptions{public_url(settings_), ingest_url(settings_), PICKET_VERSION});
    web_->add_routes(router_);
    socket_.emplace(directory());
    return server_->listen_unix(socket_->path(), admin_router_);
  }

  /// On the socket that was passed on, if it is the one that the settings name: who changed them
  /// wants another.
  Result<std::uint16_t> listen_tcp(const ListenAddress& wanted) {
    int found = -1;
    for (int& socket : sockets_) {
      const auto bound = address_of(socket);
      const bool same =
          bound && bound->host == wanted.host && (wanted.port == 0 || bound->port == wanted.port);
      if (same && found < 0) found = std::exchange(socket, -1);
    }
    close_all(sockets_);
    return found < 0 ? server_->listen_tcp(wanted.host, wanted.port, router_)
                     : server_->adopt_tcp(found, router_);
  }

  /// From a thread of the blocking pool. The successor has the sockets before this stops to accept.
  Result<void> hand_over(const std::string& mailbox) {
    const MutexLock lock(hand_over_mutex_);
    if (succession_) {
      return unexpected(Error{ErrorKind::conflict, "already_handed_over",
                              "it has handed over to another one already"});
    }
    auto sockets = server_->share_sockets();
    if (!sockets) return unexpected(std::move(sockets.error()));
    PICKET_ASSERT(sockets->size() == 1);  // It listens on one address.
    auto begun = Succession::begin(sockets->front(), [&](int pipe) {
      const int sent[] = {sockets->front(), pipe};
      return send_sockets(mailbox, sent);
    });
    if (!begun) return unexpected(std::move(begun.error()));
    succession_.emplace(*std::move(begun));
    others_accept_ = true;
    logger_.info("The sockets were handed over to a successor");
    // What a supervisor does; serve() waits for it.
    ::kill(::getpid(), SIGTERM);
    return {};
  }

  // In the order of construction: what is below uses what is above.
  Settings settings_;  ///< `listen` holds the port that was bound, once it is.
  const bool ephemeral_;
  const bool take_over_;
  obs::Logger& logger_;
  const SystemClock clock_;
  obs::Registry metrics_;
  std::vector<int> sockets_;  ///< Passed on, until they are listened on.
  /// Whatever connects while this process stops waits for another one.
  std::atomic<bool> others_accept_ = false;
  int predecessor_ = -1;  ///< Who waits for this one to serve; see say_serving().
  Mutex hand_over_mutex_;
  std::optional<Succession> succession_ PICKET_GUARDED_BY(hand_over_mutex_);
  std::unique_ptr<DataDir> data_;        ///< Null when ephemeral.
  std::unique_ptr<ScratchDir> scratch_;  ///< Null when not.
  std::optional<domain::account::SecretKey> secret_key_;
  std::unique_ptr<StoreSet> stores_;
  std::optional<consumer::Consumer> consumer_;
  std::optional<worker::Worker> worker_;
  std::optional<Backups> backups_;  ///< Empty when ephemeral.
  std::optional<AdminContext> admin_;
  std::optional<AdminSocketPath> socket_;
  net::BlockingPool blocking_{"blocking", kBlockingThreads, kBlockingJobs, metrics_};
  net::BlockingPool cpu_{"cpu", cores(), kCpuJobs, metrics_};
  net::BlockingPool bulk_{"bulk", cores(), kCpuJobs, metrics_};
  // Apart from sign-ins, so that guessing passwords cannot make quotas forget.
  adapters::MemoryLimiter quota_limiter_{clock_};
  std::unique_ptr<adapters::GeoDatabase> geo_;  ///< Null when none is configured.
  std::optional<relay::Relay> relay_;
  adapters::MemoryLimiter limiter_{clock_};
  std::optional<api::Auth> auth_;
  std::optional<ThisInstance> instance_;
  std::optional<api::Api> api_;
  std::optional<web::Web> web_;
  net::Router router_;
  net::Router admin_router_;
  std::optional<net::Server> server_;
};

}  // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(
    const Settings& settings, const ServeCommand& command, obs::Logger& logger,
    const std::function<bool()>& interrupted) {
  auto process = std::make_unique<Process>(settings, command, logger);
  if (auto started = process->start(interrupted); !started)
    return unexpected(std::move(started.error()));
  return process;
}

}  // namespace picket::app
