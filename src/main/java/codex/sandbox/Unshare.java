package codex.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The namespaces of plain util-linux, for machines without bubblewrap. */
final class Unshare implements Enclosure {
    private final Shelf shelf = new Shelf();

    @Override
    public String name() {
        return "unshare";
    }

    @Override
    public Enclosed enclose(Command command, Slots.Slot slot) {
        var words = new ArrayList<>(Confinement.words(command.limits(), slot));
        // A changed user loses the signal on its parent's death, hence after the change.
        words.addAll(List.of(Programs.path("setpriv"), "--pdeathsig", "KILL", "--"));
        words.addAll(List.of(Programs.path("unshare"), "--user", "--map-root-user", "--mount", "--pid", "--fork"));
        words.addAll(List.of("--kill-child=KILL", "--net", "--ipc", "--uts", "--", "/bin/sh", "-c"));
        words.add(enter(command.limits()));
        words.add("enter");
        Bubblewrap.binds(command, slot, shelf).forEach((inside, path) -> words.addAll(List.of(path, inside)));
        words.add("--");
        words.addAll(command.words());
        return new Enclosed(words, Bubblewrap.environment(command), List.of());
    }

    // Binds are added as recursive ones: a bind without its children is refused in a user namespace. The box's PATH
    // does not lead to the programs that set it up; the shell's own variables are no part of its environment.
    private static String enter(Command.Limits limits) {
        return """
                set -e
                inside=$PATH
                PATH=/usr/sbin:/usr/bin:/sbin:/bin
                mount --make-rprivate /
                mount -t tmpfs -o mode=755,size=1m box /mnt
                cd /mnt
                bind() {
                    if [ -d "$1" ]; then mkdir -p ".$2"; else mkdir -p ".$(dirname "$2")"; : > ".$2"; fi
                    mount --rbind "$1" ".$2"
                    mount -o remount,bind,ro,nosuid,nodev ".$2"
                }
                mkdir proc dev tmp box old
                bind /usr /usr
                ln -s usr/bin bin; ln -s usr/lib lib; ln -s usr/lib64 lib64; ln -s usr/sbin sbin
                for each in /etc/ld.so.cache /etc/alternatives; do if [ -e "$each" ]; then bind "$each" "$each"; fi; done
                while [ "$1" != -- ]; do bind "$1" "$2"; shift 2; done
                shift
                mount -t proc proc proc
                mount -t tmpfs -o mode=755,size=64k devices dev
                for each in null zero full random urandom; do : > dev/$each; mount --bind /dev/$each dev/$each; done
                ln -s /proc/self/fd dev/fd
                mkdir dev/shm
                mount -t tmpfs -o nosuid,nodev,size=%d shm dev/shm
                mount -o remount,bind,ro dev
                mount -t tmpfs -o nosuid,nodev,size=%d tmp tmp
                mount -t tmpfs -o nosuid,nodev,size=%d box box
                mkdir box/out
                ip link set lo up
                hostname box
                echo 0 > /proc/sys/user/max_user_namespaces
                pivot_root . old
                cd /box
                umount -l /old
                rmdir /old
                mount -o remount,bind,ro /
                PATH=$inside
                unset PWD OLDPWD SHLVL
                exec %s --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
                """.formatted(
                Confinement.SHARED_MEMORY_SIZE, Confinement.TMP_SIZE, limits.boxSize(), Programs.path("setpriv"));
    }
}
