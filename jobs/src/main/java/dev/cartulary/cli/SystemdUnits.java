package dev.cartulary.cli;

import dev.cartulary.config.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A service and a timer of systemd that run a job once a day, with as few rights as it needs.
 *
 * @param launcher the program
 * @param user as whom it runs
 * @param at hour and minute
 */
record SystemdUnits(Job job, Path launcher, String user, String at) {
  /*
   * Left out of what systemd offers: MemoryDenyWriteExecute, for a Java machine writes code, and
   * IPAddressAllow, which knows addresses only, while jobs name hosts.
   */

  /** A name for both, without an ending. */
  String name() {
    return "cartulary-" + job.name();
  }

  String service() {
    List<String> lines = new ArrayList<>();
    lines.add("# Before the first run: start the program once by hand, which builds it, and");
    lines.add("# make the folders that may be written. Then:");
    lines.add("#   systemctl enable --now " + name() + ".timer");
    lines.add("[Unit]");
    lines.add("Description=Cartulary job " + job.name());
    lines.add("RequiresMountsFor=" + paths(List.of(job.input().folder(), job.output())));
    if (hasNetwork()) {
      lines.add("Wants=network-online.target");
      lines.add("After=network-online.target");
    }
    lines.add("");
    lines.add("[Service]");
    lines.add("Type=oneshot");
    lines.add("User=" + user);
    lines.add("WorkingDirectory=" + unit(folderOf(job.file()).toString()));
    lines.add("ExecStart=" + command(launcher) + " run --wait 4h " + command(job.file()));
    lines.add("# Some documents in the failures table are no failure of the service.");
    lines.add("SuccessExitStatus=3");
    lines.add("# Passwords and tokens that the job takes from the environment.");
    lines.add("EnvironmentFile=-/etc/cartulary/" + job.name() + ".env");
    lines.add("# Native libraries are unpacked there.");
    lines.add("CacheDirectory=" + name());
    lines.add("CacheDirectoryMode=0700");
    lines.add("Environment=DJL_CACHE_DIR=/var/cache/" + name());
    lines.add("# It ends by itself within 30 seconds, with what is in work done.");
    lines.add("KillMode=mixed");
    lines.add("TimeoutStopSec=40");
    lines.add("TimeoutStartSec=infinity");
    lines.add("Nice=10");
    lines.add("UMask=0077");
    lines.add("");
    lines.add("ProtectSystem=strict");
    lines.add("ProtectHome=read-only");
    lines.add("ReadOnlyPaths=" + paths(List.of(job.input().folder())));
    lines.add("ReadWritePaths=" + paths(written()));
    lines.add("PrivateTmp=yes");
    lines.add("PrivateDevices=yes");
    if (hasNetwork()) {
      lines.add("RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6");
    } else {
      lines.add("PrivateNetwork=yes");
      lines.add("RestrictAddressFamilies=AF_UNIX");
    }
    for (String right :
        List.of(
            "NoNewPrivileges",
            "ProtectClock",
            "ProtectControlGroups",
            "ProtectHostname",
            "ProtectKernelLogs",
            "ProtectKernelModules",
            "ProtectKernelTunables",
            "LockPersonality",
            "RestrictNamespaces",
            "RestrictRealtime",
            "RestrictSUIDSGID")) {
      lines.add(right + "=yes");
    }
    lines.add("CapabilityBoundingSet=");
    lines.add("SystemCallArchitectures=native");
    // The program gives its processes a filter of their own besides.
    lines.add("SystemCallFilter=@system-service seccomp");
    lines.add("LimitCORE=0");
    return text(lines);
  }

  String timer() {
    return text(
        List.of(
            "[Unit]",
            "Description=Cartulary job " + job.name() + ", every day at " + at,
            "",
            "[Timer]",
            "OnCalendar=*-*-* " + at + ":00",
            "# After a night without power, at the next start.",
            "Persistent=yes",
            "",
            "[Install]",
            "WantedBy=timers.target"));
  }

  private boolean hasNetwork() {
    return job.ledger().isServer()
        || (job.encryption() != null && !job.encryption().place().destinations().isEmpty());
  }

  /** The output, the folder of a ledger that is a file, and that of the figures. */
  private Set<Path> written() {
    Set<Path> folders = new TreeSet<>();
    folders.add(job.output());
    Path ledger = job.ledger().file();
    if (ledger != null) {
      folders.add(folderOf(ledger));
    }
    if (job.prometheus() != null) {
      folders.add(folderOf(job.prometheus()));
    }
    return folders;
  }

  private static Path folderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  private static String paths(Iterable<Path> paths) {
    List<String> all = new ArrayList<>();
    paths.forEach(path -> all.add(quoted(unit(path.toString()))));
    return all.stream().collect(Collectors.joining(" "));
  }

  /** With systemd's own specifiers taken out. */
  private static String unit(String text) {
    return text.replace("%", "%%");
  }

  /** As an argument of a command, where systemd puts in variables, too. */
  private static String command(Path path) {
    return quoted(unit(path.toString()).replace("$", "$$"));
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./%$:@+=,-]+")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
